/*
 * program.h - which program this is: what another one left, this one need not believe.
 */
#pragma once

#include <stdint.h>

/* Returns a fingerprint of the executable and of every library that is loaded with it: where they
 * are, and their stamps. Where the system does not tell, another one each time. It is made when
 * first asked for, which is early: threads and libraries that come in meanwhile bring others. */
uint64_t program_fingerprint(void);
