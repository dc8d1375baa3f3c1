/*
 * entry_id.h - what entries can be called in references, addresses and files' names.
 */
#pragma once

/* NULL: the id is well-formed; else why not, as in "id 'X' has upper case letters". */
const char *entry_id_mistake(const char *id);
