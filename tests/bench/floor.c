/*
 * floor.c - what nobody can do without: bare programs that the compiler is held against.
 *
 *   floor read THREADS KB             finds, reads and parses (libyaml's events) every YAML file
 *   floor build THREADS KB LIST OUT   and writes every file in LIST, "SIZE PATH" a line, below OUT
 *   floor change FILE LIST            reads and parses one file, and writes what is known to
 * differ: LIST has "FROM<tab>TO" a line, and the bytes are the same
 *
 * It checks nothing, links nothing, and leaves freeing to the end of the process.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

enum { THREADS_MAX = 64, FOLDERS_OPEN = 64 };

/* Paths, and for what is to be written: how large it is. */
typedef struct Files {
    char **paths;
    size_t *sizes;
    size_t count;
} Files;

typedef struct Turn {
    const Files *files;
    void (*work)(const Files *files, size_t index);
    atomic_size_t next;
} Turn;

static Files inputs; /* global: nftw() hands nothing on */

_Noreturn static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void *grow(void *list, size_t count, size_t size)
{
    if (count != 0 && (count & (count - 1)) != 0)
        return list;
    list = realloc(list, (count == 0 ? 1 : 2 * count) * size);
    if (list == NULL)
        die("realloc");
    return list;
}

static void files_add(Files *files, const char *path, size_t size)
{
    files->paths = grow(files->paths, files->count, sizeof *files->paths);
    files->sizes = grow(files->sizes, files->count, sizeof *files->sizes);
    files->paths[files->count] = strdup(path);
    files->sizes[files->count++] = size;
}

static int found(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)place;
    const size_t length = strlen(path);
    if (kind == FTW_F && length > 5 && strcmp(path + length - 5, ".yaml") == 0)
        files_add(&inputs, path, (size_t)status->st_size);
    return 0;
}

static void *take_turns(void *data)
{
    Turn *turn = data;
    for (size_t i; (i = atomic_fetch_add(&turn->next, 1)) < turn->files->count;)
        turn->work(turn->files, i);
    return NULL;
}

/* Does `work` for each file, in `thread_count` threads. */
static void for_each(const Files *files, long thread_count,
                     void (*work)(const Files *files, size_t index))
{
    Turn turn = {.files = files, .work = work};
    pthread_t threads[THREADS_MAX];
    for (long i = 1; i < thread_count; i++)
        if (pthread_create(&threads[i], NULL, take_turns, &turn) != 0)
            die("pthread_create");
    take_turns(&turn);
    for (long i = 1; i < thread_count; i++)
        pthread_join(threads[i], NULL);
}

static void parse(const char *path, const char *text, size_t size)
{
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
    for (bool at_end = false; !at_end;) {
        yaml_event_t event;
        if (yaml_parser_parse(&parser, &event) == 0) {
            fprintf(stderr, "%s: %s\n", path, parser.problem);
            exit(1);
        }
        at_end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

static void read_one(const char *path)
{
    const int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0)
        die(path);
    char *text = malloc((size_t)status.st_size + 1);
    const ssize_t length = read(file, text, (size_t)status.st_size);
    close(file);
    if (length < 0)
        die(path);
    parse(path, text, (size_t)length);
    free(text);
}

static void read_file(const Files *files, size_t index)
{
    read_one(files->paths[index]);
}

/* Makes the folders that `path` lies in. */
static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            die(path);
        *slash = '/';
    }
}

static void write_bytes(const char *path, const char *bytes, size_t size)
{
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file < 0)
        die(path);
    while (size > 0) {
        const ssize_t written = write(file, bytes, size);
        if (written < 0)
            die(path);
        bytes += written;
        size -= (size_t)written;
    }
    close(file);
}

static const char *filling; /* as many bytes as the largest file has */

static void write_file(const Files *files, size_t index)
{
    write_bytes(files->paths[index], filling, files->sizes[index]);
}

static FILE *open_list(const char *path)
{
    FILE *list = fopen(path, "r");
    if (list == NULL)
        die(path);
    return list;
}

/* The files to write below `out`. */
static Files read_list(const char *path, const char *out)
{
    Files files = {0};
    FILE *list = open_list(path);
    char *line = NULL;
    size_t room = 0;
    size_t largest = 0;
    for (ssize_t length; (length = getline(&line, &room, list)) > 0;) {
        line[length - 1] = '\0';
        char *rest = NULL;
        const size_t size = strtoul(line, &rest, 10);
        char place[4096];
        snprintf(place, sizeof place, "%s/%s", out, rest + 1);
        files_add(&files, place, size);
        largest = size > largest ? size : largest;
    }
    fclose(list);
    char *bytes = malloc(largest + 1);
    memset(bytes, 'x', largest);
    filling = bytes;
    return files;
}

static void make_all_folders(const Files *files)
{
    const char *last = "";
    for (size_t i = 0; i < files->count; i++) {
        char *path = files->paths[i];
        const size_t folder_length = (size_t)(strrchr(path, '/') - path) + 1;
        if (strncmp(path, last, folder_length) != 0)
            make_folders(path);
        last = path;
    }
}

static void copy_file(const char *from, const char *to)
{
    const int file = open(from, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0)
        die(from);
    const size_t size = (size_t)status.st_size;
    void *bytes =
        size == 0 ? NULL : mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (bytes == MAP_FAILED)
        die(from);
    close(file);
    write_bytes(to, bytes, size);
    if (size != 0)
        munmap(bytes, size);
}

static void change(const char *input, const char *list_path)
{
    read_one(input);
    FILE *list = open_list(list_path);
    char *line = NULL;
    size_t room = 0;
    for (ssize_t length; (length = getline(&line, &room, list)) > 0;) {
        line[length - 1] = '\0';
        char *to = strchr(line, '\t');
        *to++ = '\0';
        copy_file(line, to);
    }
    fclose(list);
}

static void read_all(long thread_count, const char *folder)
{
    if (nftw(folder, found, FOLDERS_OPEN, FTW_PHYS) != 0)
        die(folder);
    for_each(&inputs, thread_count, read_file);
}

int main(int count, char **words)
{
    if (count == 4 && strcmp(words[1], "change") == 0) {
        change(words[2], words[3]);
        return 0;
    }
    const long thread_count = count > 3 ? strtol(words[2], NULL, 10) : 0;
    if (thread_count < 1 || thread_count > THREADS_MAX) {
        fputs("usage: floor read THREADS KB | build THREADS KB LIST OUT | change FILE LIST\n",
              stderr);
        return 2;
    }
    read_all(thread_count, words[3]);
    if (count == 6 && strcmp(words[1], "build") == 0) {
        const Files outputs = read_list(words[4], words[5]);
        make_all_folders(&outputs);
        for_each(&outputs, thread_count, write_file);
    }
    return 0;
}
