#include "store/record.h"

#include "base/text.h"

#include <string.h>
#include <xxhash.h>

enum { CHECKSUM = sizeof(uint64_t) };

/* A text's length is put as one more, so that 0 is no text at all. */

void record_begin(GString *out, const char *header)
{
    g_string_truncate(out, 0);
    record_put_text(out, header);
}

void record_put_bytes(GString *out, const void *bytes, size_t length)
{
    if (length > 0)
        text_append_bytes(out, bytes, length);
}

void record_put(GString *out, uint64_t number)
{
    record_put_bytes(out, &number, sizeof number);
}

/* With its NUL, so that whoever reads it need not copy it. */
void record_put_text(GString *out, const char *text)
{
    const uint32_t size = text != NULL ? (uint32_t)strlen(text) + 1 : 0;
    record_put_bytes(out, &size, sizeof size);
    record_put_bytes(out, text, size);
}

uint64_t record_end(GString *out)
{
    const uint64_t checksum = XXH3_64bits(out->str, out->len);
    record_put(out, checksum);
    return checksum;
}

const void *record_get_bytes(RecordReader *reader, size_t length)
{
    reader->is_bad = reader->is_bad || (size_t)(reader->end - reader->at) < length;
    if (reader->is_bad)
        return NULL;
    const void *bytes = reader->at;
    reader->at += length;
    return bytes;
}

uint64_t record_get(RecordReader *reader)
{
    uint64_t number = 0;
    const void *bytes = record_get_bytes(reader, sizeof number);
    if (bytes != NULL)
        memcpy(&number, bytes, sizeof number);
    return number;
}

const char *record_get_text(RecordReader *reader)
{
    uint32_t size = 0;
    const void *length = record_get_bytes(reader, sizeof size);
    if (length != NULL)
        memcpy(&size, length, sizeof size);
    if (size == 0)
        return NULL;
    const char *text = record_get_bytes(reader, size);
    reader->is_bad = reader->is_bad || text[size - 1] != '\0';
    return reader->is_bad ? NULL : text;
}

size_t record_get_count(RecordReader *reader, size_t least)
{
    const uint64_t count = record_get(reader);
    reader->is_bad = reader->is_bad || count > (size_t)(reader->end - reader->at) / least;
    return reader->is_bad ? 0 : (size_t)count;
}

bool record_open(RecordReader *reader, const char *bytes, size_t length, const char *header)
{
    *reader = (RecordReader){.is_bad = true};
    if (bytes == NULL || length < CHECKSUM)
        return false;
    *reader = (RecordReader){.at = bytes, .end = bytes + length - CHECKSUM};
    memcpy(&reader->checksum, reader->end, CHECKSUM);
    reader->is_bad = XXH3_64bits(bytes, length - CHECKSUM) != reader->checksum ||
                     g_strcmp0(record_get_text(reader), header) != 0;
    return !reader->is_bad;
}

bool record_is_good(const RecordReader *reader)
{
    return !reader->is_bad && reader->at == reader->end;
}
