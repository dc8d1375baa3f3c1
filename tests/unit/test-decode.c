/* One file is decoded as often as one likes, into whatever InputFile is given, and nothing else. */
#include "decode/decode.h"

#include "folder_fixture.h"

#include <glib.h>

static void append_span(GString *out, Span span)
{
    g_string_append_printf(out, " %s:%u-%u", span.file != NULL ? span.file->relative : "-",
                           span.start, span.end);
}

static void append_localised(GString *out, const char *name, const Localised *text)
{
    for (size_t i = 0; text != NULL && i < LANGUAGES_MAX; i++)
        if (text->texts[i] != NULL)
            g_string_append_printf(out, " %s.%zu='%s'", name, i, text->texts[i]);
}

static void append_object(GString *out, const Object *object);

static void append_value(GString *out, const Value *value)
{
    g_string_append_printf(out, " %d '%s'", (int)value->kind, value->text);
    append_span(out, value->span);
    switch (value->kind) {
    case VALUE_TEXT:
        append_localised(out, "text", value->localised);
        break;
    case VALUE_DATE:
        g_string_append_printf(out, " %d..%d", value->date->earliest, value->date->latest);
        break;
    case VALUE_QUANTITY:
        g_string_append_printf(out, " %g..%g", value->quantity->low, value->quantity->high);
        break;
    case VALUE_OBJECT:
        append_object(out, value->object);
        break;
    default:
        break;
    }
}

static void append_claim(GString *out, const Claim *claim)
{
    append_value(out, &claim->value);
    append_span(out, claim_span(claim));
    g_string_append_printf(out, " %d %d %s by %s '%s'", (int)claim->status, (int)claim->rank,
                           claim->as_of != NULL ? claim->as_of->text : "-",
                           claim_details(claim)->by, claim_details(claim)->quote);
    append_localised(out, "note", claim_details(claim)->note);
    append_localised(out, "locator", claim_details(claim)->locator);
    for (size_t i = 0; i < claim->citation_count; i++) {
        g_string_append_printf(out, " [%s]", claim->citations[i].id);
        append_span(out, claim->citations[i].span);
    }
    g_string_append_c(out, '\n');
}

/* Objects nest as deep as their YAML: at most 64. */
static void append_object(GString *out, const Object *object)
{
    g_string_append_printf(out, " %s {\n", object->class->name);
    for (size_t i = 0; i < object->slot_count; i++)
        for (size_t k = 0; k < object->slots[i].count; k++) {
            g_string_append(out, object->slots[i].slot->name);
            append_claim(out, &object->slots[i].items[k]);
        }
    g_string_append(out, "}\n");
}

/* All that decoding has put into a file. Caller frees. */
static char *dump(const InputFile *file)
{
    GString *out = g_string_new(file->source->relative);
    for (size_t i = 0; i < file->entry_count; i++) {
        const Entry *entry = file->entries[i];
        g_string_append_printf(out, "\n%s %d %d", entry->id, entry->damaged, entry->draft);
        append_localised(out, "name", entry->name);
        append_localised(out, "summary", entry->summary);
        append_object(out, &entry->object);
    }
    for (size_t i = 0; i < file->lost_id_count; i++)
        g_string_append_printf(out, "lost %s\n", file->lost_ids[i]);
    for (guint i = 0; file->messages != NULL && i < file->messages->len; i++) {
        const Diagnostic *message = file->messages->pdata[i];
        g_string_append_printf(out, "%s %s", diagnostic_slug(message), message->message);
        append_span(out, message->span);
    }
    return g_string_free(out, FALSE);
}

typedef struct Fixture {
    Diagnostics *diags;
    KbFiles *files;
    Decoded *decoded;
    DecodeScratch *scratch;
} Fixture;

static void set_up(Fixture *fixture, const char *path)
{
    fixture->diags = diagnostics_new();
    fixture->files = kb_files_read(path, NULL, 2, fixture->diags);
    g_assert_nonnull(fixture->files);
    fixture->decoded = decode_kb(fixture->files, 2, fixture->diags);
    g_assert_nonnull(fixture->decoded->kb);
    fixture->scratch = decode_scratch_new(fixture->diags);
}

static void tear_down(Fixture *fixture)
{
    decode_scratch_free(fixture->scratch);
    decoded_free(fixture->decoded);
    kb_files_free(fixture->files);
    diagnostics_free(fixture->diags);
}

static InputFile *decode_anew(const Fixture *fixture, const char *relative)
{
    InputFile *file = input_file_new(fixture->files, relative);
    decode_file(fixture->files, fixture->decoded->kb, file, fixture->scratch);
    return file;
}

/* A scratch that has seen all other files leaves no trace in the next one. */
static void check_all(const char *path, guint files_min)
{
    Fixture fixture;
    set_up(&fixture, path);
    const GPtrArray *files = fixture.files->entries;
    g_assert_cmpuint(files->len, >=, files_min);
    for (guint i = 0; i < files->len; i++) {
        const InputFile *first = files->pdata[i];
        g_autofree char *before = dump(first);
        InputFile *one = decode_anew(&fixture, first->source->relative);
        InputFile *other = decode_anew(&fixture, first->source->relative);
        g_autofree char *second = dump(one);
        input_file_unref(one);
        g_autofree char *third = dump(other);
        g_autofree char *after = dump(first);
        input_file_unref(other);
        g_assert_cmpstr(second, ==, before);
        g_assert_cmpstr(third, ==, before);
        g_assert_cmpstr(after, ==, before);
    }
    tear_down(&fixture);
}

static void test_twice(void)
{
    check_all("kb", 100);
}

/* Files with mistakes keep their messages and the ids they may have lost. */
static void test_mistakes(void)
{
    g_autofree char *folder = g_dir_make_tmp("dieline-decode-XXXXXX", NULL);
    g_autofree char *chips = g_build_filename(folder, "chips", NULL);
    g_assert_cmpint(g_mkdir(chips, 0755), ==, 0);
    folder_write(folder, "kb.yaml", "format: 1\nname: Test\nlanguages: [en]\n");
    folder_write(chips, "broken.yaml", "name: A\n---\nid: lost\nname: 'B\n");
    folder_write(chips, "wrong.yaml", "name: C\ntdp: 10 lightyears\nshape: round\n");
    folder_write(chips, "empty.yaml", "");
    check_all(folder, 3);
    folder_remove(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/decode/twice", test_twice);
    g_test_add_func("/decode/mistakes", test_mistakes);
    return g_test_run();
}
