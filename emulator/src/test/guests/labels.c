// Calls the functions of labels.S.
#include "virt.h"

int work(int);
int typed(int);
int outer(int);

int main(void) {
    int sum = work(1);
    sum += work(2);
    sum += typed(3);
    sum += outer(4);
    print_number(sum);
    print("\n");
    return 0;
}
