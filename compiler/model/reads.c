#include "model/reads.h"

uint32_t read_number(size_t index, ReadPiece piece)
{
    return (uint32_t)(READ_WHOLE_COUNT + index * READ_PIECE_COUNT + piece);
}

Reads *reads_new(const Kb *kb)
{
    Reads *reads = g_new0(Reads, 1);
    reads->noted_in = g_new0(uint32_t, read_number(kb->entry_count, READ_TITLE));
    reads->numbers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    reads->absent = g_ptr_array_new_with_free_func(g_free);
    return reads;
}

void reads_free(Reads *reads)
{
    if (reads == NULL)
        return;
    g_free(reads->noted_in);
    g_array_unref(reads->numbers);
    g_ptr_array_unref(reads->absent);
    g_free(reads);
}

void reads_begin(Reads *reads)
{
    reads->document++;
    g_array_set_size(reads->numbers, 0);
    g_ptr_array_set_size(reads->absent, 0);
}

static void note(Reads *reads, uint32_t number)
{
    if (reads->noted_in[number] == reads->document)
        return;
    reads->noted_in[number] = reads->document;
    g_array_append_val(reads->numbers, number);
}

void reads_note(Reads *reads, const Entry *entry, ReadPiece piece)
{
    if (reads != NULL)
        note(reads, read_number(entry->index, piece));
}

void reads_note_whole(Reads *reads, ReadWhole whole)
{
    if (reads != NULL)
        note(reads, (uint32_t)whole);
}

void reads_note_absent(Reads *reads, const char *id)
{
    if (reads != NULL)
        g_ptr_array_add(reads->absent, g_strdup(id));
}
