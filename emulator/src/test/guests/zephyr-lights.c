// The same threads on the other kernel.
#include "zephyr.h"

#include "lights.c"
