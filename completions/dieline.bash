# shellcheck shell=bash
# bash completion for dieline: the program itself knows what may stand at the cursor.

# Appends "$@", which is there already in part, as file names that bash quotes.
_dieline_files()
{
    local file
    compopt -o filenames
    while IFS= read -r file; do
        COMPREPLY+=("$file")
    done < <("$@")
}

_dieline()
{
    local program=${COMP_WORDS[0]/#\~/$HOME} words=() line breaks='' begun
    COMPREPLY=()

    # bash makes three words of --format=svg, and of v1:kb.
    for line in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if [[ ${#words[@]} -gt 0 && ($line == [=:]* || ${words[-1]} == *[=:]) && -n ${words[-1]} ]]; then
            words[-1]+=$line
        else
            words+=("$line")
        fi
    done
    [[ $COMP_WORDBREAKS == *=* ]] && breaks+='='
    [[ $COMP_WORDBREAKS == *:* ]] && breaks+=':'
    line=${words[-1]}
    begun=
    [[ -n $breaks ]] && begun=${line%"${line##*["$breaks"]}"} # what stays as it is
    line=${line#"$begun"}

    local offer offers=()
    mapfile -t offers < <("$program" complete "${words[@]}" 2>/dev/null)
    for offer in "${offers[@]}"; do
        case $offer in
        :files) _dieline_files compgen -f -- "$line" ;;
        :folders) _dieline_files compgen -d -- "$line" ;;
        :revisions)
            while IFS= read -r offer; do
                [[ $offer == "$line"* ]] && COMPREPLY+=("$offer")
            done < <(git for-each-ref --format='%(refname:short)' 2>/dev/null)
            ;;
        *)
            offer=${offer%%$'\t'*}
            COMPREPLY+=("${offer#"$begun"}")
            ;;
        esac
    done
}

complete -F _dieline dieline
