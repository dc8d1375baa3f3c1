/*
 * last_build.h - is there anything to do? What the last build into a folder had read and said:
 * `.dieline/inputs` there.
 *
 * If the program, the options, every input and every output are what they were, so would be the
 * result: nothing is read but stamps (store/stamp.h), and what was said is said again. Inputs that
 * are too young for their stamps to be trusted are read and compared.
 */
#pragma once

#include "compile.h"
#include "emit/output.h"

/* What a build is asked for. All borrowed. */
typedef struct BuildRequest {
    const char *kb_path;
    const char *out_path;
    const char *options; /* all that changes what is written or said, as one text */
    bool quiet;          /* and: only errors are said */
} BuildRequest;

/* Notes a build that has just been done, for the next one: what it read, and said, and what it left
 * (`summary`). */
void last_build_note(const BuildRequest *request, const Compilation *compilation,
                     const OutputSummary *summary, Diagnostics *diags);

/* Did the last build into the folder do just what is asked for, and has nothing changed since? Then
 * reports what it had reported (files that messages speak of are `arena`'s) and sets `documents` to
 * how many there are. */
bool last_build_stands(const BuildRequest *request, Arena *arena, Diagnostics *diags,
                       size_t *documents);

/* The last build into a folder, which read just what is there now, with the same options but for
 * `quiet`: a question to the knowledge base has the answer that it left. */
typedef struct LastBuild LastBuild;

/* NULL: there is none. Its outputs are not looked at: what one of them answers is compared with
 * what was noted of it. The caller closes it. */
LastBuild *last_build_open(const BuildRequest *request);
void last_build_close(LastBuild *last);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LastBuild, last_build_close)

/* Returns the bytes of data/kb.sqlite, in memory as they are asked for; NULL: they are not those of
 * then, as far as its stamp can tell (store/stamp.h), or do not answer all questions. The caller
 * unrefs them. */
GBytes *last_build_database(const LastBuild *last);

/* As shown_append_entry() and shown_append_list() (emit/shown.h). */
bool last_build_append_entry(const LastBuild *last, const char *id, const char *language,
                             GString *out);
bool last_build_append_list(const LastBuild *last, const char *class, const char *language,
                            GString *out);

/* What diagrams it drew, and what it said: a picture of each plate in each language. */
typedef struct LastPictures {
    const struct LastPicture {
        const char *diagram;
        const char *plate; /* "roadmap", "roadmap.2" */
    } * items;
    size_t count; /* 0: none of them is what `dieline diagram` would make, or say */
    const char *const *languages;
    size_t language_count;
} LastPictures;

/* Borrowed. */
const LastPictures *last_build_pictures(const LastBuild *last);

/* Returns the bytes of diagrams/<name>, which the caller frees; NULL: they are not those of then.
 */
GString *last_build_picture(LastBuild *last, const char *name);

/* Reports what the build had reported, as last_build_stands(). False, with nothing reported: that
 * is not known, or it was `quiet` and the request was not. */
bool last_build_say(LastBuild *last, Arena *arena, Diagnostics *diags);
