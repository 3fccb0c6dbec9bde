/* Code in a header: it is inlined into several functions. */
static inline int clamp(int value, int low, int high) {
    if (value < low)
        return low;
    if (value > high)
        return high;
    return value;
}
