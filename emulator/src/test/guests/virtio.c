#include "virtio.h"

#define SLOT(n) ((volatile u32 *)(0x10001000 + 0x1000 * (unsigned long)(n)))
enum { SLOTS = 8 };

// Registers by their index as words. [Virtio 1.2 4.2.2]
enum {
    DEVICE_ID = 0x08 / 4,
    DRIVER_FEATURES = 0x20 / 4,
    DRIVER_FEATURES_SELECT = 0x24 / 4,
    QUEUE_SELECT = 0x30 / 4,
    QUEUE_NUMBER = 0x38 / 4,
    QUEUE_READY = 0x44 / 4,
    QUEUE_NOTIFY = 0x50 / 4,
    INTERRUPT_STATUS = 0x60 / 4,
    INTERRUPT_ACKNOWLEDGE = 0x64 / 4,
    STATUS = 0x70 / 4,
    QUEUE_DESCRIPTORS = 0x80 / 4,
    QUEUE_DRIVER = 0x90 / 4,
    QUEUE_DEVICE = 0xa0 / 4,
};
enum { ACKNOWLEDGE = 1, DRIVER = 2, DRIVER_OK = 4, FEATURES_OK = 8, VERSION_1 = 1 };

static void set_address(volatile u32 *low, void *address) {
    low[0] = (u32)(unsigned long)address;
    low[1] = (u32)((u64)(unsigned long)address >> 32);
}

int virtio_start(struct virtio *device, u32 id) {
    for (int slot = 0; slot < SLOTS; slot++) {
        volatile u32 *registers = SLOT(slot);
        if (registers[DEVICE_ID] != id)
            continue;
        device->registers = registers;
        device->slot = slot;
        registers[STATUS] = 0;
        registers[STATUS] = ACKNOWLEDGE | DRIVER;
        registers[DRIVER_FEATURES_SELECT] = 1;
        registers[DRIVER_FEATURES] = VERSION_1;
        registers[STATUS] = ACKNOWLEDGE | DRIVER | FEATURES_OK;
        registers[QUEUE_SELECT] = 0;
        registers[QUEUE_NUMBER] = QUEUE_SIZE;
        set_address(registers + QUEUE_DESCRIPTORS, device->buffers);
        set_address(registers + QUEUE_DRIVER, &device->available);
        set_address(registers + QUEUE_DEVICE, &device->used);
        registers[QUEUE_READY] = 1;
        registers[STATUS] = ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK;
        return 1;
    }
    return 0;
}

void virtio_buffer(struct virtio *device, int index, void *address, u32 length, int flags) {
    struct buffer *buffer = &device->buffers[index];
    buffer->address = (unsigned long)address;
    buffer->length = length;
    buffer->flags = (unsigned short)flags;
    buffer->next = (unsigned short)(index + 1);
}

void virtio_offer(struct virtio *device) {
    device->available.ring[device->available.index % QUEUE_SIZE] = 0;
    __sync_synchronize();
    device->available.index++;
    __sync_synchronize();
    device->registers[QUEUE_NOTIFY] = 0;
}

int virtio_done(struct virtio *device) {
    __sync_synchronize();
    return *(volatile unsigned short *)&device->used.index == device->available.index;
}

void virtio_acknowledge(struct virtio *device) {
    device->registers[INTERRUPT_ACKNOWLEDGE] = device->registers[INTERRUPT_STATUS];
}
