/*
 * Definitions, all under $defs:
 *   Chip               a document of the class
 *   item.PartCount     an inlined object of the class, with the keys of a claim beside its slots
 *   variant.Chip       an item of `variants`: of the class's slots what differs, and a key
 *   value.date         a bare value; one for each kind that occurs
 *   claim.date         {value: ..., source: ...}
 *   one.date           what a slot with one value takes: bare, a claim, a list of claims
 *   many.date          what a slot with several takes
 *   of_claims.source   what claims have beside their value
 * Classes are put first; what they need is noted on the way.
 */
#include "schema/json_schema.h"

#include "diag/diag.h"
#include "schema/claim_keys.h"
#include "schema/json_schema_value.h"

#include <string.h>

/* A kind of value that occurs, and in which forms. */
typedef struct ValueKindUse {
    char *key;        /* equal for equal kinds */
    char *name;       /* of its definitions, without their form */
    const Slot *slot; /* one that has it */
    bool one;
    bool many;
} ValueKindUse;

typedef struct SchemaWriter {
    Json json;
    const Schema *schema;
    const JsonSchemaWords *words;
    const Class *class;  /* being put */
    GHashTable *uses;    /* key -> ValueKindUse */
    GHashTable *names;   /* set of their names */
    GPtrArray *items;    /* of Class: those inlined, in the order in which they were met */
    GHashTable *is_item; /* set of them */
} SchemaWriter;

static void use_free(gpointer data)
{
    ValueKindUse *use = data;
    g_free(use->key);
    g_free(use->name);
    g_free(use);
}

static void begin(Json *json, const char *key)
{
    json_key(json, key);
    json_begin_object(json);
}

/* An object on one line. */
static void begin_line(Json *json, const char *key)
{
    begin(json, key);
    json->pretty = false;
}

static void end_line(Json *json)
{
    json_end_object(json);
    json->pretty = true;
}

static char *definition_name(const char *form, const char *name)
{
    return g_strconcat(form, ".", name, NULL);
}

/* {"$ref": "#/$defs/..."}: RFC 6901 escapes "~" and "/", RFC 3986 the rest. */
static void put_reference(Json *json, const char *definition)
{
    g_autoptr(GString) pointer = g_string_new(definition);
    g_string_replace(pointer, "~", "~0", 0);
    g_string_replace(pointer, "/", "~1", 0);
    g_autofree char *escaped = g_uri_escape_string(pointer->str, "~", FALSE);
    g_autofree char *target = g_strconcat("#/$defs/", escaped, NULL);
    json_put_text(json, "$ref", target);
}

static void put_reference_object(Json *json, const char *definition)
{
    json_begin_object(json);
    put_reference(json, definition);
    json_end_object(json);
}

static void put_titles(Json *json, const Localised *title, const Localised *description)
{
    json_put_text(json, "title", localised_get(title, 0));
    const char *described = description_text(description);
    if (described != NULL)
        json_put_text(json, "description", described);
}

/* Slots. */

/* Only what needs no escape in a reference; a number where names become the same by that. */
static char *value_name(SchemaWriter *writer, const Slot *slot, const char *key)
{
    g_autofree char *plain = slot->range == RANGE_STRING && slot->pattern != NULL
                                 ? definition_name("string", slot->name)
                                 : g_strdup(key);
    g_strcanon(plain, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._", '-');
    char *name = g_strdup(plain);
    for (unsigned i = 2; g_hash_table_contains(writer->names, name); i++) {
        g_free(name);
        name = g_strdup_printf("%s-%u", plain, i);
    }
    return name;
}

static const char *note_value(SchemaWriter *writer, const Slot *slot)
{
    char *key = json_schema_value_key(slot);
    ValueKindUse *use = g_hash_table_lookup(writer->uses, key);
    if (use == NULL) {
        use = g_new0(ValueKindUse, 1);
        use->key = key;
        use->name = value_name(writer, slot, key);
        use->slot = slot;
        g_hash_table_insert(writer->uses, use->key, use);
        g_hash_table_add(writer->names, use->name);
    } else {
        g_free(key);
    }
    use->one |= !slot->multivalued;
    use->many |= slot->multivalued;
    return use->name;
}

static void note_item(SchemaWriter *writer, const Class *class)
{
    if (g_hash_table_add(writer->is_item, (gpointer) class))
        g_ptr_array_add(writer->items, (gpointer) class);
}

/* What the definition says, or a list of that. */
static void put_one_or_list(Json *json, const char *item)
{
    json_key(json, "anyOf");
    json_begin_array(json);
    put_reference_object(json, item);
    json_begin_object(json);
    json_put_text(json, "type", "array");
    json_put_integer(json, "minItems", 1);
    json_key(json, "items");
    put_reference_object(json, item);
    json_end_object(json);
    json_end_array(json);
}

static void put_objects(SchemaWriter *writer, const Class *class)
{
    g_autofree char *item = definition_name("item", class->name);
    note_item(writer, class);
    put_one_or_list(&writer->json, item);
}

/* Variants are entries of the class around them. */
static void put_variants(SchemaWriter *writer)
{
    Json *json = &writer->json;
    g_autofree char *item = definition_name("variant", writer->class->name);
    put_one_or_list(json, item);
}

/* A key of the document or of a claim that no claim stands behind. */
static bool put_own_key(SchemaWriter *writer, const Slot *slot)
{
    Json *json = &writer->json;
    if (slot->identifier)
        json_schema_put_id(json);
    else if (slot->known == SLOT_VARIANTS && class_has_variants(writer->class))
        put_variants(writer);
    else if (slot->known == SLOT_CITED)
        put_reference(json, "of_claims.source");
    else
        return false;
    return true;
}

static void put_slot(SchemaWriter *writer, const Slot *slot)
{
    Json *json = &writer->json;
    begin_line(json, slot->name);
    put_titles(json, &slot->title, &slot->description);
    if (put_own_key(writer, slot)) {
        /* done */
    } else if (slot->range == RANGE_OBJECT) {
        put_objects(writer, slot->range_class);
    } else {
        g_autofree char *name =
            definition_name(slot->multivalued ? "many" : "one", note_value(writer, slot));
        put_reference(json, name);
    }
    end_line(json);
}

/* What a claim has beside its value. */
static void put_claim_keys(SchemaWriter *writer)
{
    static const char *const definitions[] = {
        [CLAIM_KEY_TRUE] = "of_claims.absent", [CLAIM_KEY_SOURCE] = "of_claims.source",
        [CLAIM_KEY_DATE] = "value.date",       [CLAIM_KEY_STATUS] = "of_claims.status",
        [CLAIM_KEY_RANK] = "of_claims.rank",   [CLAIM_KEY_CONDITION] = "of_claims.for",
        [CLAIM_KEY_BY] = "of_claims.words",    [CLAIM_KEY_TEXT] = "value.text",
        [CLAIM_KEY_WORDS] = "of_claims.words", [CLAIM_KEY_WITHDRAWN] = "of_claims.withdrawn",
        [CLAIM_KEY_SLUG] = "of_claims.accept",
    };
    Json *json = &writer->json;
    const bool pretty = json->pretty;
    size_t count;
    const ClaimKey *keys = claim_keys_list(&count);
    for (size_t i = 0; i < count; i++) {
        if (keys[i].kind == CLAIM_KEY_VALUE)
            continue;
        begin_line(json, keys[i].name);
        put_reference(json, definitions[keys[i].kind]);
        json_end_object(json);
        json->pretty = pretty;
    }
}

/* Classes. */

/* An item's subject is the entry around it; an entry's id may be its file's name. */
static bool is_required(const Slot *slot, bool in_item)
{
    return slot->required && !slot->identifier && !(in_item && slot->known == SLOT_SUBJECT);
}

/* The slots that must be there. Caller frees; names are borrowed. */
static GPtrArray *list_required(const Class *class, bool is_item)
{
    GPtrArray *names = g_ptr_array_new();
    for (size_t i = 0; i < class->slot_count; i++)
        if (is_required(class->slots[i], is_item))
            g_ptr_array_add(names, (gpointer) class->slots[i]->name);
    return names;
}

/* On one line. */
static void put_required(Json *json, const GPtrArray *names)
{
    const bool pretty = json->pretty;
    json_key(json, "required");
    json->pretty = false;
    json_begin_array(json);
    for (guint i = 0; i < names->len; i++)
        json_text(json, names->pdata[i]);
    json_end_array(json);
    json->pretty = pretty;
}

/* One of several ways to have all that must be there. Strict validators want what is required to be
 * described beside. */
static void put_alternative(Json *json, const GPtrArray *names)
{
    json_begin_object(json);
    begin(json, "properties");
    for (guint i = 0; i < names->len; i++) {
        json_key(json, names->pdata[i]);
        json_bool(json, true);
    }
    json_end_object(json);
    put_required(json, names);
    json_end_object(json);
}

static void put_required_one(Json *json, const char *key)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_ptr_array_add(names, (gpointer)key);
    put_alternative(json, names);
}

/* All that must be there, unless it is said that there is nothing. */
static void put_item_requirements(Json *json, const Class *class)
{
    g_autoptr(GPtrArray) names = list_required(class, true);
    json_key(json, "anyOf");
    json->pretty = false;
    json_begin_array(json);
    put_alternative(json, names);
    put_required_one(json, "none");
    put_required_one(json, "unknown");
    json_end_array(json);
    json->pretty = true;
}

/* Slots that a variant cannot have within its base's file. */
static bool is_of_base(const Slot *slot)
{
    return slot->identifier || slot->known == SLOT_VARIANTS || slot->known == SLOT_VARIANT_OF ||
           slot->known == SLOT_VARIES_BY;
}

static void put_variant_key(Json *json)
{
    begin_line(json, "key");
    json_put_text(json, "description", "What its id ends with.");
    json_schema_put_id(json);
    end_line(json);
}

/* What it has of its base it need not say: but for the name, that is what is inherited. */
static bool must_state(const Slot *slot)
{
    return slot->required && !slot->inherited && slot->known != SLOT_NAME && !is_of_base(slot);
}

/* The same of a variant, and what says that it is one. */
static GPtrArray *list_required_of_variant(const Class *class, const char *also)
{
    GPtrArray *names = g_ptr_array_new();
    g_ptr_array_add(names, (gpointer)also);
    for (size_t i = 0; i < class->slot_count; i++)
        if (must_state(class->slots[i]))
            g_ptr_array_add(names, (gpointer) class->slots[i]->name);
    return names;
}

static void put_variant(SchemaWriter *writer, const Class *class)
{
    Json *json = &writer->json;
    g_autofree char *name = definition_name("variant", class->name);
    writer->class = class;
    begin(json, name);
    put_titles(json, &class_find_known(class, SLOT_VARIANTS)->title, &class->description);
    json_put_text(json, "type", "object");
    begin(json, "properties");
    put_variant_key(json);
    for (size_t i = 0; i < class->slot_count; i++)
        if (!is_of_base(class->slots[i]) && class->slots[i]->known != SLOT_KEY)
            put_slot(writer, class->slots[i]);
    json_end_object(json);
    json_put_bool(json, "additionalProperties", false);
    g_autoptr(GPtrArray) names = list_required_of_variant(class, "key");
    put_required(json, names);
    json_end_object(json);
}

/* Either it is a variant, or it states all that must be there. */
static void put_entry_requirements(Json *json, const Class *class)
{
    g_autoptr(GPtrArray) names = list_required(class, false);
    if (class_find_known(class, SLOT_VARIANT_OF) == NULL) {
        put_required(json, names);
        return;
    }
    g_autoptr(GPtrArray) of_variant =
        list_required_of_variant(class, known_slot_name(SLOT_VARIANT_OF));
    json_key(json, "anyOf");
    json_begin_array(json);
    put_alternative(json, names);
    put_alternative(json, of_variant);
    json_end_array(json);
}

static void put_class(SchemaWriter *writer, const Class *class, bool is_item)
{
    Json *json = &writer->json;
    g_autofree char *item = definition_name("item", class->name);
    writer->class = class;
    begin(json, is_item ? item : class->name);
    put_titles(json, &class->title, &class->description);
    json_put_text(json, "type", "object");
    begin(json, "properties");
    for (size_t i = 0; i < class->slot_count; i++)
        if (!is_item || class->slots[i]->known != SLOT_CITED)
            put_slot(writer, class->slots[i]);
    if (is_item)
        put_claim_keys(writer);
    json_end_object(json);
    json_put_bool(json, "additionalProperties", false);
    if (is_item)
        put_item_requirements(json, class);
    else
        put_entry_requirements(json, class);
    json_end_object(json);
    if (!is_item && class_has_variants(class))
        put_variant(writer, class);
}

/* Values and claims. */

static void put_claim(SchemaWriter *writer, const ValueKindUse *use)
{
    static const char *const contents[] = {"value", "none", "unknown"};
    Json *json = &writer->json;
    g_autofree char *name = definition_name("claim", use->name);
    g_autofree char *value = definition_name("value", use->name);
    begin_line(json, name);
    json_put_text(json, "type", "object");
    begin(json, "properties");
    json_key(json, "value");
    put_reference_object(json, value);
    put_claim_keys(writer);
    json_end_object(json);
    json_put_bool(json, "additionalProperties", false);
    json_key(json, "oneOf");
    json_begin_array(json);
    for (size_t i = 0; i < G_N_ELEMENTS(contents); i++)
        put_required_one(json, contents[i]);
    json_end_array(json);
    end_line(json);
}

static void put_value_or_claim(Json *json, const char *value, const char *claim)
{
    put_reference_object(json, value);
    put_reference_object(json, claim);
}

/* A list in a slot with one value holds claims that disagree. */
static void put_form(SchemaWriter *writer, const ValueKindUse *use, bool many)
{
    Json *json = &writer->json;
    g_autofree char *name = definition_name(many ? "many" : "one", use->name);
    g_autofree char *value = definition_name("value", use->name);
    g_autofree char *claim = definition_name("claim", use->name);
    begin_line(json, name);
    json_key(json, "anyOf");
    json_begin_array(json);
    put_value_or_claim(json, value, claim);
    json_begin_object(json);
    json_put_text(json, "type", "array");
    json_put_integer(json, "minItems", 1);
    json_key(json, "items");
    if (many) {
        json_begin_object(json);
        json_key(json, "anyOf");
        json_begin_array(json);
        put_value_or_claim(json, value, claim);
        json_end_array(json);
        json_end_object(json);
    } else {
        put_reference_object(json, claim);
    }
    json_end_object(json);
    json_end_array(json);
    end_line(json);
}

static int compare_uses(gconstpointer a, gconstpointer b)
{
    return strcmp((*(ValueKindUse *const *)a)->name, (*(ValueKindUse *const *)b)->name);
}

static void put_values(SchemaWriter *writer)
{
    Json *json = &writer->json;
    guint count;
    g_autofree gpointer *names = g_hash_table_get_keys_as_array(writer->uses, &count);
    g_autoptr(GPtrArray) uses = g_ptr_array_sized_new(count);
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(uses, g_hash_table_lookup(writer->uses, names[i]));
    g_ptr_array_sort(uses, compare_uses);
    for (guint i = 0; i < uses->len; i++) {
        const ValueKindUse *use = uses->pdata[i];
        g_autofree char *name = definition_name("value", use->name);
        begin_line(json, name);
        json_schema_put_value(json, use->slot, writer->words);
        end_line(json);
        put_claim(writer, use);
        if (use->one)
            put_form(writer, use, false);
        if (use->many)
            put_form(writer, use, true);
    }
}

static void put_names(Json *json, const char *key, const char *const *names)
{
    begin_line(json, key);
    json_key(json, "enum");
    json_begin_array(json);
    for (; *names != NULL; names++)
        json_text(json, *names);
    json_end_array(json);
    end_line(json);
}

/* One source or several. */
static void put_sources(Json *json)
{
    begin_line(json, "of_claims.id");
    json_schema_put_id(json);
    end_line(json);
    begin_line(json, "of_claims.source");
    json_key(json, "anyOf");
    json_begin_array(json);
    put_reference_object(json, "of_claims.id");
    json_begin_object(json);
    json_put_text(json, "type", "array");
    json_key(json, "items");
    put_reference_object(json, "of_claims.id");
    json_end_object(json);
    json_end_array(json);
    end_line(json);
}

/* The name of a condition, or words in some languages. */
static void put_condition(SchemaWriter *writer)
{
    Json *json = &writer->json;
    const Enum *conditions = writer->schema->conditions;
    begin_line(json, "of_claims.condition");
    json_key(json, "anyOf");
    json_begin_array(json);
    json_begin_object(json);
    json_key(json, "enum");
    json_begin_array(json);
    for (size_t i = 0; conditions != NULL && i < conditions->value_count; i++)
        json_text(json, conditions->values[i].name);
    json_end_array(json);
    json_end_object(json);
    json_begin_object(json);
    json_put_text(json, "type", "object");
    json_schema_put_languages(json, writer->words);
    json_end_object(json);
    json_end_array(json);
    end_line(json);
}

/* One condition or several at once. */
static void put_conditions(SchemaWriter *writer)
{
    Json *json = &writer->json;
    put_condition(writer);
    begin_line(json, "of_claims.for");
    put_one_or_list(json, "of_claims.condition");
    end_line(json);
}

/* By which source, and why. */
static void put_withdrawal(Json *json)
{
    begin_line(json, "of_claims.withdrawn");
    json_put_text(json, "type", "object");
    json_key(json, "properties");
    json_begin_object(json);
    json_key(json, "by");
    put_reference_object(json, "of_claims.id");
    json_key(json, "reason");
    put_reference_object(json, "value.text");
    json_end_object(json);
    json_put_bool(json, "additionalProperties", false);
    json_key(json, "required");
    json_begin_array(json);
    json_text(json, "by");
    json_end_array(json);
    end_line(json);
}

/* The slugs of warnings: those of the catalogue, and of rules. */
static void put_accept(Json *json)
{
    begin_line(json, "of_claims.slug");
    json_key(json, "anyOf");
    json_begin_array(json);
    json_begin_object(json);
    json_key(json, "enum");
    json_begin_array(json);
    for (unsigned i = 0; i < DIAG_COUNT; i++)
        if (diag_default_severity((DiagId)i) == SEVERITY_WARNING)
            json_text(json, diag_slug((DiagId)i));
    json_end_array(json);
    json_end_object(json);
    json_begin_object(json);
    json_schema_put_rule(json);
    json_end_object(json);
    json_end_array(json);
    end_line(json);
    begin_line(json, "of_claims.accept");
    put_one_or_list(json, "of_claims.slug");
    end_line(json);
}

/* What claims of every kind need. */
static void put_common(SchemaWriter *writer)
{
    Json *json = &writer->json;
    put_sources(json);
    put_accept(json);
    put_names(json, "of_claims.status", writer->words->statuses);
    put_names(json, "of_claims.rank", writer->words->ranks);
    put_conditions(writer);
    put_withdrawal(json);
    begin_line(json, "of_claims.words");
    json_schema_put_scalar(json);
    end_line(json);
    begin_line(json, "of_claims.absent");
    json_key(json, "enum");
    json_begin_array(json);
    json_bool(json, true);
    json_text(json, "true");
    json_end_array(json);
    end_line(json);
    if (!g_hash_table_contains(writer->uses, "date")) {
        begin_line(json, "value.date");
        json_schema_put_date(json);
        end_line(json);
    }
    if (!g_hash_table_contains(writer->uses, "text")) {
        begin_line(json, "value.text");
        json_schema_put_text(json, writer->words);
        end_line(json);
    }
}

/* The schema. */

static bool has_entries(const Class *class)
{
    return !class->abstract && class->folder != NULL;
}

static void put_root(SchemaWriter *writer, const Class *class)
{
    Json *json = &writer->json;
    json_put_text(json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    json_put_text(json, "title", writer->words->title);
    if (class != NULL) {
        put_reference(json, class->name);
        return;
    }
    json_key(json, "anyOf");
    json_begin_array(json);
    for (size_t i = 0; i < writer->schema->class_count; i++)
        if (has_entries(writer->schema->classes[i]))
            put_reference_object(json, writer->schema->classes[i]->name);
    json_end_array(json);
}

void json_schema_append(const Schema *schema, const JsonSchemaWords *words, const Class *class,
                        GString *out)
{
    g_autoptr(GHashTable) uses = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, use_free);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_autoptr(GHashTable) is_item = g_hash_table_new(NULL, NULL);
    SchemaWriter writer = {.schema = schema,
                           .words = words,
                           .uses = uses,
                           .names = names,
                           .items = items,
                           .is_item = is_item};
    json_init(&writer.json, out, true);
    json_begin_object(&writer.json);
    put_root(&writer, class);
    begin(&writer.json, "$defs");
    for (size_t i = 0; i < schema->class_count; i++)
        if (class != NULL ? schema->classes[i] == class : has_entries(schema->classes[i]))
            put_class(&writer, schema->classes[i], false);
    for (guint i = 0; i < items->len; i++) /* grows on the way */
        put_class(&writer, items->pdata[i], true);
    put_values(&writer);
    put_common(&writer);
    json_end_object(&writer.json);
    json_end_object(&writer.json);
    g_string_append_c(out, '\n');
}
