/*
 * measure.c - runs a program and appends to a file what it took: "WALL USER SYSTEM PEAK STATUS",
 * seconds, and KiB of memory.
 *
 *   measure FILE PROGRAM [WORD...]
 *
 * Small, since a child's peak begins with what its parent had.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double of_timeval(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* In the child: what the program prints goes nowhere. */
_Noreturn static void become(char **words)
{
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execvp(words[0], words);
    _exit(127);
}

int main(int count, char **words)
{
    if (count < 3) {
        fputs("usage: measure FILE PROGRAM [WORD...]\n", stderr);
        return 2;
    }
    const double start = seconds();
    const pid_t child = fork();
    if (child == 0)
        become(words + 2);
    int status = 0;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) != child) {
        perror(words[2]);
        return 1;
    }
    const double wall = seconds() - start;
    FILE *file = fopen(words[1], "a");
    if (file == NULL) {
        perror(words[1]);
        return 1;
    }
    fprintf(file, "%.6f %.6f %.6f %ld %d\n", wall, of_timeval(used.ru_utime),
            of_timeval(used.ru_stime), used.ru_maxrss, status);
    return fclose(file) == 0 ? 0 : 1;
}
