/*
 * document.h - one output file: where it goes and how it is rendered.
 *
 * Emitters list their documents; output.h renders them in parallel, in any order, and moves them
 * into place together. Rendering reads the model and writes text, nothing else.
 */
#pragma once

#include "base/arena.h"
#include "base/progress.h"
#include "diag/diag.h"
#include "diagram/picture.h"
#include "emit/fingerprints.h"
#include "emit/tables.h"
#include "emit/theme.h"
#include "model/kb.h"
#include "page/data_files.h"
#include "page/site.h"

typedef struct Document Document;
typedef struct EmitContext EmitContext;

/* Appends the document's bytes to `out`. `scratch` is this worker's, emptied after each document.
 * Returns false if it cannot be rendered (a template fails); has reported. */
typedef bool (*DocumentRender)(const EmitContext *context, const Document *document, Arena *scratch,
                               GString *out);

/* A large document on its way in pieces. Who renders it appends to `bytes` and offers them now and
 * then; `take` takes them and empties `bytes`. What goes wrong there the renderer need not know.
 *
 * Documents that say something of one entry after another, and of each only what READ_BASE and
 * READ_ENTRY cover, say where that begins and ends: what has not changed since the last build is
 * copied from its file. */
typedef struct DocumentSink DocumentSink;
struct DocumentSink {
    GString *bytes;
    void (*take)(DocumentSink *sink); /* NULL: they gather in `bytes` */
    bool (*reuse)(DocumentSink *sink, const Entry *entry);
    void (*end)(DocumentSink *sink, const Entry *entry); /* both or none */
};

/* An entry's part begins. True: it is there already, as it was; else it is to be rendered, and
 * ended. */
static inline bool document_sink_reuse(DocumentSink *sink, const Entry *entry)
{
    return sink->reuse != NULL && sink->reuse(sink, entry);
}

static inline void document_sink_end(DocumentSink *sink, const Entry *entry)
{
    if (sink->end != NULL)
        sink->end(sink, entry);
}

enum { DOCUMENT_PIECE = 64 * 1024 };

static inline void document_sink_offer(DocumentSink *sink)
{
    if (sink->take != NULL && sink->bytes->len >= DOCUMENT_PIECE)
        sink->take(sink);
}

/* The same bytes as `render` gives, in pieces; the last one is left in the sink. */
typedef bool (*DocumentStream)(const EmitContext *context, const Document *document, Arena *scratch,
                               DocumentSink *sink);

/* Writes a document to the file `path`, which is there and empty. On failure errno tells why. */
typedef bool (*DocumentWrite)(const EmitContext *context, const Document *document,
                              const char *path);

struct Document {
    const char *path;      /* below the output folder, with "/": "site/en/chips/br106.html" */
    DocumentRender render; /* NULL: it writes itself */
    DocumentStream stream; /* NULL: it is small */
    DocumentWrite write;   /* NULL: it is rendered */
    const Document *twin;  /* listed before it, and of the same bytes; NULL: none */
    const void *subject;   /* what it is about: an Entry, a Class, a Picture, a Page, or NULL */
    size_t language;
    unsigned variant; /* the emitter's own */
};

/* What all documents may read. */
struct EmitContext {
    const Kb *kb;
    const Theme *theme;
    TemplateSet *html[LANGUAGES_MAX]; /* the theme's, each with the words of a language */
    TemplateSet *markdown[LANGUAGES_MAX];
    TemplateSet *hugo[LANGUAGES_MAX]; /* NULL: not asked for */
    bool for_hugo;                    /* the pages in markdown/ are */
    const Site *site;
    const Tables *tables;
    DataFiles data; /* what the data page says of them */
    const Pictures *pictures;
    const unsigned *lines;     /* on which entries begin, by index */
    Fingerprints fingerprints; /* of what documents may read */
    Reads *reads;              /* of the document at hand, which notes what it reads */
    Progress *progress;        /* NULL: nobody is told */
    Diagnostics *diags;        /* reporting is safe from any thread */
};

/* Fills `html` and `markdown` from the theme: the words of a language are the same on all its
 * pages. emit_context_clear() frees them. */
void emit_context_fill_templates(EmitContext *context);
void emit_context_clear(EmitContext *context);

/* A growing list of documents. Paths are unique. */
typedef struct Documents {
    Arena *arena;   /* owns paths and documents */
    GPtrArray *all; /* of Document */
} Documents;

/* Adds a document; `path` is copied. */
Document *documents_add(Documents *documents, const char *path, DocumentRender render,
                        const void *subject, size_t language);

/* The same for one that comes in pieces. */
Document *documents_add_stream(Documents *documents, const char *path, DocumentStream stream,
                               const void *subject, size_t language);

/* Adds a document of the same bytes as another one. */
Document *documents_add_twin(Documents *documents, const char *path, const Document *twin);

/* The emitters: each adds its documents. */
void emit_markdown(const EmitContext *context, Documents *documents);
void emit_html(const EmitContext *context, Documents *documents);
void emit_web(const EmitContext *context, Documents *documents);
void emit_calendars(const EmitContext *context, Documents *documents);
void emit_news(const EmitContext *context, Documents *documents);
void emit_search(const EmitContext *context, Documents *documents);
void emit_scripts(const EmitContext *context, Documents *documents);
void emit_json(const EmitContext *context, Documents *documents);
void emit_csv(const EmitContext *context, Documents *documents);
void emit_schema(const EmitContext *context, Documents *documents);
#define DATABASE_PATH "data/kb.sqlite"
void emit_database(const EmitContext *context, Documents *documents);
void emit_diagrams(const EmitContext *context, Documents *documents);
void emit_images(const EmitContext *context, Documents *documents);
