// A long-running workload in double precision: planets, matrices, a Fourier transform, Newton's method.
// One round is about 1.1 million steps, all rounds together 2.2 thousand million.
#include "virt.h"

enum { ROUNDS = 2000, BODIES = 5, TURNS = 800, SIDE = 32, POINTS = 512, ROOTS = 1500 };

struct body { double x, y, z, vx, vy, vz, mass; };
struct number { double re, im; };

static const struct body start[BODIES] = {
    {0, 0, 0, 0, 0, 0, 39.5},
    {4.84, -1.16, -0.10, 0.61, 2.81, -0.025, 0.0377},
    {8.34, 4.12, -0.40, -1.01, 1.83, 0.0084, 0.0113},
    {12.89, -15.11, -0.22, 1.08, 0.87, -0.0108, 0.0017},
    {15.38, -25.92, 0.18, 0.98, 0.59, -0.0347, 0.0020},
};
static struct body bodies[BODIES];
static double left[SIDE][SIDE], right[SIDE][SIDE], product[SIDE][SIDE];
static struct number signal[POINTS], turns[POINTS / 2];
static u32 seed = 1;

__attribute__((noinline)) static double random(void) {
    seed = seed * 1664525 + 1013904223;
    return (double)(int)(seed >> 8) / 16777216.0;
}

static double root(double value) {
    double result;
    __asm__("fsqrt.d %0, %1" : "=f"(result) : "f"(value));
    return result;
}

__attribute__((noinline)) static void move(double dt) {
    for (int i = 0; i < BODIES; i++) {
        struct body *a = &bodies[i];
        for (int j = i + 1; j < BODIES; j++) {
            struct body *b = &bodies[j];
            double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
            double distance = dx * dx + dy * dy + dz * dz;
            double force = dt / (distance * root(distance));
            a->vx -= dx * b->mass * force;
            a->vy -= dy * b->mass * force;
            a->vz -= dz * b->mass * force;
            b->vx += dx * a->mass * force;
            b->vy += dy * a->mass * force;
            b->vz += dz * a->mass * force;
        }
    }
    for (int i = 0; i < BODIES; i++) {
        bodies[i].x += dt * bodies[i].vx;
        bodies[i].y += dt * bodies[i].vy;
        bodies[i].z += dt * bodies[i].vz;
    }
}

__attribute__((noinline)) static double energy(void) {
    double sum = 0;
    for (int i = 0; i < BODIES; i++) {
        struct body *a = &bodies[i];
        sum += 0.5 * a->mass * (a->vx * a->vx + a->vy * a->vy + a->vz * a->vz);
    }
    return sum;
}

__attribute__((noinline)) static void multiply(void) {
    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++) {
            double sum = 0;
            for (int k = 0; k < SIDE; k++)
                sum += left[row][k] * right[k][column];
            product[row][column] = sum;
        }
}

// Powers of the first root of unity, by repeated multiplication.
__attribute__((noinline)) static void make_turns(void) {
    struct number step = {0.99992470183914454, -0.01227153828571993};
    struct number now = {1, 0};
    for (int i = 0; i < POINTS / 2; i++) {
        turns[i] = now;
        struct number next = {now.re * step.re - now.im * step.im, now.re * step.im + now.im * step.re};
        now = next;
    }
}

__attribute__((noinline)) static void transform(void) {
    for (u32 i = 1, j = 0; i < POINTS; i++) {
        u32 bit = POINTS / 2;
        for (; j & bit; bit /= 2)
            j ^= bit;
        j ^= bit;
        if (i < j) {
            struct number kept = signal[i];
            signal[i] = signal[j];
            signal[j] = kept;
        }
    }
    for (int size = 2; size <= POINTS; size *= 2)
        for (int begin = 0; begin < POINTS; begin += size)
            for (int k = 0; k < size / 2; k++) {
                struct number *a = &signal[begin + k], *b = &signal[begin + k + size / 2];
                struct number turn = turns[k * (POINTS / size)];
                double re = b->re * turn.re - b->im * turn.im;
                double im = b->re * turn.im + b->im * turn.re;
                b->re = a->re - re;
                b->im = a->im - im;
                a->re += re;
                a->im += im;
            }
}

// Roots of cubics, until two guesses are near.
__attribute__((noinline)) static double newton(void) {
    double sum = 0;
    for (int i = 0; i < ROOTS; i++) {
        double c = random() + 1, guess = 2, last = 0;
        for (int turn = 0; turn < 20 && (guess - last > 1e-9 || last - guess > 1e-9); turn++) {
            last = guess;
            guess -= (guess * guess * guess - c) / (3 * guess * guess);
        }
        sum += guess;
    }
    return sum;
}

__attribute__((noinline)) static double round_of_work(void) {
    for (int i = 0; i < BODIES; i++)
        bodies[i] = start[i];
    for (int turn = 0; turn < TURNS; turn++)
        move(0.001);
    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++) {
            left[row][column] = random();
            right[row][column] = random() - 0.5;
        }
    multiply();
    for (int i = 0; i < POINTS; i++) {
        signal[i].re = random();
        signal[i].im = 0;
    }
    transform();
    return energy() + product[1][2] + signal[3].re + newton();
}

__attribute__((noinline)) static void work(void) {
    double sum = 0;
    make_turns();
    for (int round = 0; round < ROUNDS; round++)
        sum += round_of_work();
    print("floating ");
    print_number((int)sum);
    print("\n");
}

// Before floating point is on, not even a register of it may be saved.
int main(void) {
    __asm__ volatile("csrs mstatus, %0" : : "r"(1 << 13));
    work();
    return 0;
}
