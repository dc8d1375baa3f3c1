# fish completion for dieline: the program itself knows what may stand at the cursor.

function __dieline_offers
    set -l begun (commandline -ct | string collect --allow-empty)
    set -l words (commandline -opc) $begun
    set -l rest (string replace -r '^--[^=]*=' '' -- $begun)
    set -l before (string match -r '^--[^=]*=' -- $begun | string collect --allow-empty)
    for offer in ($words[1] complete $words[2..-1] 2>/dev/null)
        switch $offer
            case ':files'
                printf '%s\n' $before(__fish_complete_path $rest)
            case ':folders'
                printf '%s\n' $before(__fish_complete_directories $rest '')
            case ':revisions'
                git for-each-ref --format='%(refname:short)' 2>/dev/null
            case '*'
                printf '%s\n' $offer
        end
    end
end

complete -c dieline -f -a '(__dieline_offers)'
