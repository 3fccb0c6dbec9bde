// The calls of the SBI: one function an extension, and the table of them.
#include "sbi.h"

#define IMPLEMENTATION 0x48696e64 // "Hind": the specification has no number for us
#define IMPLEMENTATION_VERSION 1
#define SPECIFICATION (2 << 24)   // 2.0

static struct result base(word function, const word *a);

static struct result timer(word function, const word *a) {
    if (function != 0)
        return ERROR(SBI_ERR_NOT_SUPPORTED);
    set_timer(sizeof(word) == 8 ? (u64)a[0] : (u64)a[1] << 32 | (u32)a[0]);
    return OK(0);
}

static struct result ipi(word function, const word *a) {
    u32 targets;
    if (function != 0)
        return ERROR(SBI_ERR_NOT_SUPPORTED);
    if (!harts_in(a[0], a[1], &targets))
        return ERROR(SBI_ERR_INVALID_PARAM);
    send_ipi(targets);
    return OK(0);
}

// fence.i, sfence.vma, sfence.vma with an ASID; the others are for hypervisors.
static struct result remote_fences(word function, const word *a) {
    u32 targets;
    if (function > 2)
        return ERROR(SBI_ERR_NOT_SUPPORTED);
    if (!harts_in(a[0], a[1], &targets))
        return ERROR(SBI_ERR_INVALID_PARAM);
    remote_fence(targets);
    return OK(0);
}

static struct result hart_states(word function, const word *a) {
    switch (function) {
    case 0:
        return hart_start(a[0], a[1], a[2]);
    case 1:
        wait_for_start();
    case 2:
        return hart_status(a[0]);
    case 3:
        return hart_suspend((u32)a[0]);
    default:
        return ERROR(SBI_ERR_NOT_SUPPORTED);
    }
}

static struct result system_reset(word function, const word *a) {
    enum { SHUTDOWN, COLD_REBOOT, WARM_REBOOT };
    enum { NO_REASON, SYSTEM_FAILURE };
    u32 type = (u32)a[0], reason = (u32)a[1];
    if (function != 0)
        return ERROR(SBI_ERR_NOT_SUPPORTED);
    if (type > WARM_REBOOT || reason > SYSTEM_FAILURE)
        return ERROR(SBI_ERR_INVALID_PARAM);
    u32 failed = 1 << 16 | FINISHER_FAIL; // an exit status of 1
    *FINISHER = type != SHUTDOWN ? FINISHER_RESET : reason == NO_REASON ? FINISHER_PASS : failed;
    for (;;) {
    }
}

// SBI 2.0, 12: addresses are physical, and a high half follows each low one. How many bytes were moved is the value.
static struct result debug_console(word function, const word *a) {
    word count = 0, length = a[0], address = a[1];
    if (function == 2) {
        put((u8)a[0]);
        return OK(0);
    }
    if (function > 2)
        return ERROR(SBI_ERR_NOT_SUPPORTED);
    _Bool ours = address < FIRMWARE + FIRMWARE_SIZE && address + length > FIRMWARE;
    if (a[2] != 0 || address + length < address || ours)
        return ERROR(SBI_ERR_INVALID_PARAM);
    for (; count < length; count++) {
        int byte = function == 0 ? load_byte(address + count) : get();
        if (function == 1 && byte < 0)
            break; // nothing more has come
        if (byte < 0 || (function == 1 && store_byte(address + count, (word)byte) < 0))
            return ERROR(SBI_ERR_INVALID_PARAM);
        if (function == 0)
            put((u8)byte);
    }
    return OK(count);
}

static const struct {
    word id;
    struct result (*call)(word function, const word *a);
} extensions[] = {
    {0x10, base},
    {0x54494d45, timer},         // "TIME"
    {0x735049, ipi},             // "sPI"
    {0x52464e43, remote_fences}, // "RFNC"
    {0x48534d, hart_states},     // "HSM"
    {0x53525354, system_reset},  // "SRST"
    {0x4442434e, debug_console}, // "DBCN"
};
enum { EXTENSIONS = sizeof extensions / sizeof extensions[0] };

static _Bool has(word extension) {
    for (int i = 0; i < EXTENSIONS; i++)
        if (extensions[i].id == extension)
            return 1;
    return 0;
}

static struct result base(word function, const word *a) {
    switch (function) {
    case 0:
        return OK(SPECIFICATION);
    case 1:
        return OK(IMPLEMENTATION);
    case 2:
        return OK(IMPLEMENTATION_VERSION);
    case 3:
        return OK(a[0] <= 8 || has(a[0]));
    case 4:
        return OK(csr_read(mvendorid));
    case 5:
        return OK(csr_read(marchid));
    case 6:
        return OK(csr_read(mimpid));
    default:
        return ERROR(SBI_ERR_NOT_SUPPORTED);
    }
}

struct result call(const struct frame *frame) {
    for (int i = 0; i < EXTENSIONS; i++)
        if (extensions[i].id == frame->a[7])
            return extensions[i].call(frame->a[6], frame->a);
    return ERROR(SBI_ERR_NOT_SUPPORTED);
}

// SBI 2.0, 5: a mask of harts lies in memory that S mode sees; none means every hart.
static word for_masked(word address, void (*action)(u32 targets)) {
    word mask;
    u32 targets = all_harts();
    if (address != 0 && (load_word(address, &mask) < 0 || !harts_in(mask, 0, &targets)))
        return (word)SBI_ERR_INVALID_PARAM;
    action(targets);
    return 0;
}

word legacy_call(const struct frame *frame) {
    const word *a = frame->a;
    switch (a[7]) {
    case 0:
        return (word)timer(0, a).error;
    case 1:
        put((u8)a[0]);
        return 0;
    case 2:
        return (word)(long)get();
    case 3:
        csr_clear(mip, SSIP);
        return 0;
    case 4:
        return for_masked(a[0], send_ipi);
    case 5:
    case 6:
    case 7:
        return for_masked(a[0], remote_fence);
    default: // 8: shutdown
        return (word)system_reset(0, (const word[]){0, 0}).error;
    }
}
