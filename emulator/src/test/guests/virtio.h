// A driver for one-queue virtio devices on virt's virtio-mmio slots, as small as it can be.
#ifndef VIRTIO_H
#define VIRTIO_H
#include "virt.h"

enum { QUEUE_SIZE = 4, BUFFER_NEXT = 1, BUFFER_WRITE = 2 };

struct buffer {
    u64 address;
    u32 length;
    unsigned short flags, next;
};

struct virtio {
    volatile u32 *registers;
    int slot;
    struct buffer buffers[QUEUE_SIZE];
    struct {
        unsigned short flags, index, ring[QUEUE_SIZE];
    } available;
    struct {
        unsigned short flags, index;
        struct {
            u32 head, length;
        } ring[QUEUE_SIZE];
    } used;
} __attribute__((aligned(16)));

// Finds the device with this id and starts it; 0 if there is none.
int virtio_start(struct virtio *device, u32 id);

void virtio_buffer(struct virtio *device, int index, void *address, u32 length, int flags);

// Offers the chain that begins with buffer 0 and tells the device. Done when virtio_done() says so.
void virtio_offer(struct virtio *device);

int virtio_done(struct virtio *device);

// Ends the device's interrupt.
void virtio_acknowledge(struct virtio *device);

#endif
