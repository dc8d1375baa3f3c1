#include "value/problem.h"

#include <stdarg.h>

/* Text that does not fit is cut, but not within a character. */
static G_GNUC_PRINTF(3, 0) void format_text(char *out, gulong size, const char *format,
                                            va_list arguments)
{
    const char *end;
    if (g_vsnprintf(out, size, format, arguments) >= (int)size && !g_utf8_validate(out, -1, &end))
        out[end - out] = '\0';
}

bool problem_set(Problem *problem, ProblemKind kind, size_t start, size_t end, const char *format,
                 ...)
{
    va_list arguments;
    problem->kind = kind;
    problem->start = start;
    problem->end = MAX(end, start + 1);
    problem->hint[0] = problem->fix[0] = problem->remark[0] = problem->part[0] = '\0';
    problem->remark_key = NULL;
    va_start(arguments, format);
    format_text(problem->message, sizeof problem->message, format, arguments);
    va_end(arguments);
    return false;
}

bool problem_fix(Problem *problem, const char *remark_key, const char *format, ...)
{
    va_list arguments;
    problem->remark_key = remark_key;
    va_start(arguments, format);
    format_text(problem->fix, sizeof problem->fix, format, arguments);
    va_end(arguments);
    return false;
}

bool problem_hint(Problem *problem, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_text(problem->hint, sizeof problem->hint, format, arguments);
    va_end(arguments);
    return false;
}
