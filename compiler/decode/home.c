/*
 * Entries in another class's folder: a chip among the organizations.
 */
#include "decode/decoder.h"

#include "schema/schema.h"

#include <string.h>

static bool has_all_keys(const Class *class, const Node *document)
{
    const IsOwnKey is_own_key = decode_own_keys(class);
    for (const Node *node = document->first; node != NULL; node = node->next)
        if (!is_own_key(node->key->text) && class_find_slot(class, node->key->text) == NULL)
            return false;
    return true;
}

static bool has_all_required(const Class *class, const Node *document)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        const Slot *slot = class->slots[i];
        if (slot->required && !slot->identifier && node_find(document, slot->name) == NULL)
            return false;
    }
    return true;
}

/* The only class that has a folder and all of the keys; NULL: there is none, or several. */
static const Class *find_only(const Schema *schema, const Node *document)
{
    const Class *only = NULL;
    for (size_t i = 0; i < schema->class_count; i++) {
        const Class *class = schema->classes[i];
        if (class->folder == NULL || class->abstract || !has_all_keys(class, document))
            continue;
        if (only != NULL)
            return NULL;
        only = class;
    }
    return only;
}

static void report(const Decoder *decoder, const SourceFile *file, const Node *document,
                   const Class *class, const Class *home)
{
    const char *below = file->relative + strlen(class->folder);
    Diagnostic *d =
        diag_report(decoder->diags, DIAG_ENTRY_WRONG_FOLDER, span_first(document->span),
                    "what it states are slots of %s, in the folder of %s", home->name, class->name);
    g_autofree char *relative = g_strconcat(home->folder, below, NULL);
    diag_hint(d, "move it to '%s'", relative);
    diag_move(d, file, relative);
}

const Class *decode_find_home(const Decoder *decoder, const SourceFile *file, const Tree *tree,
                              const Class *class)
{
    const Node *document = tree->first;
    if (tree->count != 1 || document->kind != NODE_MAPPING || document->first == NULL ||
        has_all_keys(class, document))
        return class;
    const Class *home = find_only(decoder->kb->schema, document);
    if (home == NULL || !has_all_required(home, document))
        return class;
    report(decoder, file, document, class, home);
    return home;
}
