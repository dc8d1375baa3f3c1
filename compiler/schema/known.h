/*
 * known.h - the slots and classes that the program knows by name.
 *
 * known.def holds them, with the feature that each is for. They are looked up once, when the schema
 * is built: Slot.known says which one a slot is, Schema.known what the classes are.
 */
#pragma once

#include <stddef.h>

typedef enum KnownClass {
#define FEATURE(id, what)
#define KNOWN_CLASS(id, name, feature) CLASS_##id,
#define KNOWN_SLOT(id, name, class, feature)
#include "schema/known.def"
    CLASS_KNOWN_COUNT,
    CLASS_UNKNOWN =
        CLASS_KNOWN_COUNT /* one that the program does not treat in any way of its own */
#undef KNOWN_CLASS
#undef KNOWN_SLOT
} KnownClass;

typedef enum KnownSlot {
    SLOT_UNKNOWN, /* a slot that the program does not treat in any way of its own */
#define KNOWN_CLASS(id, name, feature)
#define KNOWN_SLOT(id, name, class, feature) SLOT_##id,
#include "schema/known.def"
    SLOT_KNOWN_COUNT
#undef FEATURE
#undef KNOWN_CLASS
#undef KNOWN_SLOT
} KnownSlot;

const char *known_slot_name(KnownSlot slot);

/* Returns which of the known slots has this name, or SLOT_UNKNOWN. */
KnownSlot known_slot_find(const char *name);

/* Same for classes; CLASS_UNKNOWN. */
KnownClass known_class_find(const char *name);
