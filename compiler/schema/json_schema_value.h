/*
 * json_schema_value.h - single values in a JSON Schema: for json_schema.c only.
 */
#pragma once

#include "base/json.h"
#include "schema/json_schema.h"

/* Returns what tells the values of this slot from those of others: "string", "quantity.GB/s",
 * "enum.Stage". Caller frees. Not for inlined objects. */
char *json_schema_value_key(const Slot *slot);

/* Puts the keywords of a bare value of the slot into an object that has begun. */
void json_schema_put_value(Json *json, const Slot *slot, const JsonSchemaWords *words);

/* The same for what claims have beside values. */
void json_schema_put_id(Json *json);
void json_schema_put_date(Json *json);
void json_schema_put_text(Json *json, const JsonSchemaWords *words);

/* Puts what a mapping of texts by language has. */
void json_schema_put_languages(Json *json, const JsonSchemaWords *words);
void json_schema_put_scalar(Json *json);

/* Puts what the slug of a rule looks like. */
void json_schema_put_rule(Json *json);
