#include "words/diagram_words.h"

#include <string.h>

enum { ENGLISH, CHINESE, TONGUES };

static const char *const tongues[TONGUES] = {"en", "zh"};

static const char *const words[WORDS_COUNT][TONGUES] = {
    [WORD_AS_OF] = {"as of {}", "截至{}"},
    [WORD_VAGUE] = {"as wide as the date is vague", "宽度即日期的模糊范围"},
    [WORD_OPEN] = {"continues", "延续"},
    [WORD_OLD] = {"another or earlier date", "其他或先前的日期"},
    [WORD_OVERDUE] = {"overdue", "逾期"},
    [WORD_APPROXIMATE] = {"approximate", "大约"},
    [WORD_UNCERTAIN] = {"uncertain", "不确定"},
    [WORD_NOT_STATED] = {"{} not stated", "{}未说明"},
    [WORD_OTHER_LANE] = {"Other", "其他"},
    [WORD_SLIP] = {"date restated", "日期更新"},
    [WORD_UNRELATED] = {"Not related to the others", "与其他条目无关联"},
    [WORD_PART] = {"another part", "另一部分"},
    [WORD_ENTRIES] = {"entries: {}", "条目：{}"},
    [WORD_COLUMN_SECTION] = {"Part", "部分"},
    [WORD_AND_MORE] = {"and more", "以及更多"},
    [WORD_NEIGHBOURHOOD] = {"What it is built on, to the left; what is built on it, to the right.",
                            "左侧为其所基于的条目，右侧为基于它的条目。"},
    [WORD_COUNT_OF] = {"× {}", "× {}"},
    [WORD_OUTSIDE] = {"outside the range: {}", "范围之外：{}"},
    [WORD_ONLY_PLANNED] = {"planned only", "仅为计划"},
    [WORD_BY_YEAR] = {"year: the earliest that the date may mean", "年份：日期可能所指的最早年份"},
    [WORD_NO_YEAR] = {"not on a year's line: date not known", "不在年份线上：日期未知"},
    [WORD_TIMELINE] = {"Timeline; milestones: {}.", "时间线；里程碑：{}。"},
    [WORD_LINEAGE] = {"Lineage; entries: {}.", "谱系；条目：{}。"},
    [WORD_PACKAGE] = {"Floor plan: {}.", "布局图：{}。"},
    [WORD_SCHEMATIC] = {"schematic: sizes and places are not stated", "示意图：尺寸与位置未说明"},
    [WORD_AREAS_TO_SCALE] = {"areas of dies to scale; outlines and places are schematic",
                             "裸晶面积按比例；外形与位置为示意"},
    [WORD_ONE_DIE] = {"no separate dies are stated: drawn as one",
                      "未说明由多个裸晶组成：按一个绘制"},
    [WORD_COUNT_UNKNOWN] = {"number not stated", "数量未说明"},
    [WORD_DIE] = {"Die", "裸晶"},
    [WORD_MEMORY] = {"Memory", "存储器"},
    [WORD_OTHER_PART] = {"Other part", "其他部件"},
    [WORD_PACKAGING] = {"Packaging", "封装"},
    [WORD_LINK] = {"Link", "互连"},
    [WORD_DIE_LINK] = {"Between dies", "裸晶之间"},
    [WORD_MILLIMETRES] = {"{} mm", "{} mm"},
    [WORD_NESTING] = {"What is built into what; boxes: {}.", "系统的组成；方框：{}。"},
    [WORD_DEVICE] = {"Device {}", "设备 {}"},
    [WORD_ANY_DEVICE] = {"Device", "设备"},
    [WORD_SWITCH] = {"Switch", "交换机"},
    [WORD_LANES] = {"{} lanes", "{} 条通道"},
    [WORD_PER_LANE] = {"{} a lane", "每通道 {}"},
    [WORD_ILLUSTRATION] = {"illustration: the number of devices and how they are linked are not "
                           "stated",
                           "示意图：设备数量与连接方式未说明"},
    [WORD_NOTHING_KNOWN] = {"nothing is known of it yet", "尚无相关信息"},
    [WORD_COLUMN_ENTRY] = {"Entry", "条目"},
    [WORD_COLUMN_EVENT] = {"Event", "事件"},
    [WORD_COLUMN_DATE] = {"Date", "日期"},
    [WORD_COLUMN_STATUS] = {"Status", "状态"},
    [WORD_COLUMN_AS_OF] = {"As of", "截至"},
    [WORD_COLUMN_SOURCE] = {"Source", "来源"},
    [WORD_COLUMN_FROM] = {"From", "起点"},
    [WORD_COLUMN_RELATION] = {"Relation", "关系"},
    [WORD_COLUMN_TO] = {"To", "终点"},
    [WORD_COLUMN_COUNT] = {"Count", "数量"},
    [WORD_COLUMN_PART] = {"Part", "部件"},
    [WORD_COLUMN_KIND] = {"Kind", "类别"},
    [WORD_COLUMN_AREA] = {"Area", "面积"},
    [WORD_COLUMN_PROCESS] = {"Process", "工艺"},
    [WORD_COLUMN_WITHIN] = {"Within", "所属"},
    [WORD_COLUMN_BANDWIDTH] = {"Bandwidth", "带宽"},
};

static const char *const statuses[STATUS_COUNT][TONGUES] = {
    [STATUS_ACTUAL] = {"actual", "实际"},       [STATUS_PLANNED] = {"planned", "计划"},
    [STATUS_ESTIMATED] = {"estimated", "估计"}, [STATUS_REPORTED] = {"reported", "报道"},
    [STATUS_RUMOURED] = {"rumoured", "传闻"},   [STATUS_CANCELLED] = {"cancelled", "取消"},
};

/* "zh-Hans" speaks "zh". */
static size_t tongue_of(const char *language)
{
    for (size_t i = 0; i < TONGUES; i++) {
        const size_t length = strlen(tongues[i]);
        if (strncmp(language, tongues[i], length) == 0 &&
            (language[length] == '\0' || language[length] == '-'))
            return i;
    }
    return ENGLISH;
}

const char *word_get(DiagramWord word, const char *language)
{
    return words[word][tongue_of(language)];
}

const char *word_status(Status status, const char *language)
{
    return statuses[status][tongue_of(language)];
}

const char *word_fill(Arena *arena, DiagramWord word, const char *language, const char *text)
{
    const char *pattern = word_get(word, language);
    const char *hole = strstr(pattern, "{}");
    g_assert(hole != NULL);
    return arena_printf(arena, "%.*s%s%s", (int)(hole - pattern), pattern, text, hole + 2);
}
