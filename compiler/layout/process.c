#include "layout/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* One socket is the child's standard input and output: unlike a pipe it can be written to without
 * SIGPIPE. */
static bool open_channel(int ends[2])
{
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0;
}

/* The child: its own process group, so that it can be ended with all that it started; signals as
 * if from a shell. Returns 0 or an error number. */
static int spawn(const char *executable, const char *argument, int channel, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, defaults;
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0)
        return error;
    error = posix_spawnattr_init(&attributes);
    if (error != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }
    char *const arguments[] = {(char *)executable, (char *)argument, NULL};
    const bool prepared =
        posix_spawn_file_actions_adddup2(&actions, channel, STDIN_FILENO) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, channel, STDOUT_FILENO) == 0 &&
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                                  POSIX_SPAWN_SETSIGDEF) == 0 &&
        posix_spawnattr_setpgroup(&attributes, 0) == 0 &&
        posix_spawnattr_setsigmask(&attributes, &none) == 0 &&
        posix_spawnattr_setsigdefault(&attributes, &defaults) == 0;
    error = prepared ? posix_spawn(child, executable, &actions, &attributes, arguments, environ)
                     : ENOMEM;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* Ends the child and all of its group, whatever state it is in, and collects it. Returns whether it
 * had used up its processor time. */
static bool end_child(pid_t child)
{
    int status = 0;
    kill(-child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
}

/* Writes what the socket takes. A child that does not read on has its reasons: its answer tells. */
static void write_some(int channel, const GString *input, size_t *written)
{
    const ssize_t n =
        send(channel, input->str + *written, input->len - *written, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n > 0)
        *written += (size_t)n;
    else if (n < 0 && errno != EAGAIN && errno != EINTR)
        *written = input->len;
    if (*written == input->len)
        shutdown(channel, SHUT_WR);
}

typedef enum ChildProgress { GOING_ON, AT_END, BROKEN } ChildProgress;

static ChildProgress read_some(int channel, GString *output)
{
    char buffer[16384];
    const ssize_t n = recv(channel, buffer, sizeof buffer, MSG_DONTWAIT);
    if (n > 0)
        g_string_append_len(output, buffer, n);
    else if (n == 0)
        return AT_END;
    else if (errno != EAGAIN && errno != EINTR)
        return BROKEN;
    return GOING_ON;
}

/* Waits for the next event; false when time is up. */
static bool wait_channel(struct pollfd *channel, gint64 deadline)
{
    const gint64 left = deadline - g_get_monotonic_time();
    if (left <= 0)
        return false;
    const int ready = poll(channel, 1, (int)(left / 1000 + 1));
    return ready >= 0 || errno == EINTR;
}

static const char too_long[] = "it took too long";

static bool talk(int channel, const GString *input, const ProcessLimits *limits, GString *output,
                 const char **problem)
{
    *problem = NULL;
    const gint64 deadline = g_get_monotonic_time() + (gint64)limits->milliseconds * 1000;
    size_t written = 0;
    const size_t start = output->len;
    for (;;) {
        const short writing = written < input->len ? POLLOUT : 0;
        struct pollfd poller = {.fd = channel, .events = (short)(POLLIN | writing)};
        if (!wait_channel(&poller, deadline)) {
            *problem = too_long;
            return false;
        }
        if (poller.revents & POLLOUT)
            write_some(channel, input, &written);
        if ((poller.revents & (POLLIN | POLLHUP | POLLERR)) == 0)
            continue;
        const ChildProgress progress = read_some(channel, output);
        if (output->len - start > limits->output) {
            *problem = "it answered too much";
            return false;
        }
        if (progress == BROKEN)
            *problem = "its answer broke off";
        if (progress != GOING_ON)
            return progress == AT_END;
    }
}

ProcessEnd process_ask(const char *executable, const char *argument, const GString *input,
                       const ProcessLimits *limits, GString *output, const char **problem)
{
    int ends[2];
    pid_t child;
    if (!open_channel(ends)) {
        *problem = g_strerror(errno);
        return PROCESS_NOT_STARTED;
    }
    const int error = spawn(executable, argument, ends[1], &child);
    close(ends[1]);
    bool answered = false;
    if (error == 0) {
        answered = talk(ends[0], input, limits, output, problem);
        if (end_child(child))
            *problem = too_long;
    }
    close(ends[0]);
    if (error != 0) {
        *problem = g_strerror(error);
        return PROCESS_NOT_STARTED;
    }
    if (*problem == too_long)
        return PROCESS_LATE;
    return answered ? PROCESS_ANSWERED : PROCESS_BROKEN;
}
