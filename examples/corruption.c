// Greenhouse control: measures four zones every minute and checks them against their limits at midnight.
// The first night is fine. On the second the firmware crashes, though nothing near the crash is wrong.
#include "virt.h"

enum { ZONES = 4, LABEL = 16, SAMPLES = 8, HOUR = 60, DAY = 24 * HOUR };

// Temperatures are tenths of a degree.
struct limits {
    int low;
    int high;
};

struct zone {
    char label[LABEL];
    const struct limits *limits;
    int samples[SAMPLES];
    int average;
};

static const struct limits warm = {180, 300};
static const struct limits cool = {100, 220};

static struct zone zones[ZONES] = {
    {"peppers", &warm, {0}, 0},
    {"lettuce", &cool, {0}, 0},
    {"tomatoes", &warm, {0}, 0},
    {"herbs", &cool, {0}, 0},
};

// What the operator sends by radio, and when.
struct message {
    int minute;
    int zone;
    const char *label;
};

static const struct message messages[] = {
    {9 * HOUR, 3, "basil"},
    {DAY + 7 * HOUR, 2, "tomatoes, hall 2, center"},
    {DAY + 16 * HOUR, 1, "spinach"},
};

static u32 noise = 2026;

// The sensor: warmest at noon, never quite still.
static int sense(int zone, int minute) {
    int of_day = minute % DAY;
    int from_midnight = of_day < DAY / 2 ? of_day : DAY - of_day;
    noise = noise * 1664525 + 1013904223;
    int base = zone % 2 == 0 ? 200 : 130;
    return base + from_midnight / 10 + (int)(noise >> 29);
}

static void measure(struct zone *zone, int value, int minute) {
    zone->samples[minute % SAMPLES] = value;
    int sum = 0;
    for (int i = 0; i < SAMPLES; i++)
        sum += zone->samples[i];
    zone->average = sum / SAMPLES;
}

static int length(const char *text) {
    int count = 0;
    while (text[count])
        count++;
    return count;
}

static void copy(char *to, const char *from, int count) {
    for (int i = 0; i < count; i++)
        to[i] = from[i];
}

static void rename_zone(struct zone *zone, const char *label) {
    copy(zone->label, label, length(label) + 1); // with the zero that ends it
}

static void receive(int minute) {
    for (u32 i = 0; i < sizeof messages / sizeof messages[0]; i++)
        if (messages[i].minute == minute)
            rename_zone(&zones[messages[i].zone], messages[i].label);
}

static int within_limits(const struct zone *zone) {
    return zone->average >= zone->limits->low && zone->average <= zone->limits->high;
}

static void check_zones(void) {
    for (int i = 0; i < ZONES; i++) {
        int good = within_limits(&zones[i]);
        print("  zone ");
        print_number(i);
        print(good ? " ok: " : " ALARM: ");
        print(zones[i].label);
        print("\n");
    }
}

static void print_hour(int minute) {
    print("day ");
    print_number(minute / DAY + 1);
    print(", ");
    print_number(minute % DAY / HOUR);
    print(":00, average");
    for (int i = 0; i < ZONES; i++) {
        print(" ");
        print_number(zones[i].average);
    }
    print("\n");
}

int main(void) {
    print("Greenhouse control\n");
    for (int minute = 1; minute <= 3 * DAY; minute++) {
        receive(minute);
        for (int i = 0; i < ZONES; i++)
            measure(&zones[i], sense(i, minute), minute);
        if (minute % (12 * HOUR) == 0)
            print_hour(minute);
        if (minute % DAY == 0)
            check_zones();
    }
    return 0;
}
