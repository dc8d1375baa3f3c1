/*
 * checkout.h - a revision of a knowledge base's folder as files, in a temporary folder, since
 * that is what is read.
 *
 * It goes from one revision to another by what differs between them, so that files which stay are
 * the same ones: what was read of them stands (compile_again()). Left out are what nobody reads:
 * names that begin with a dot, submodules. What is too large to be read has its size, and no bytes.
 * Nothing is written through a link.
 */
#pragma once

#include "git/repository.h"

typedef struct Checkout Checkout;

/* Makes an empty folder, which checkout_free() removes with all that is in it, and a signal that
 * ends the program, too. NULL on failure; the caller frees `problem`. The repository must outlive
 * it, and there is one at a time. */
Checkout *checkout_new(const Repository *repository, char **problem);
void checkout_free(Checkout *checkout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Checkout, checkout_free)

/* Puts the files of the revision into the folder, in place of those that are there. False on
 * failure, after which it holds a part of it. */
bool checkout_move(Checkout *checkout, const Revision *revision, char **problem);

const char *checkout_path(const Checkout *checkout);
