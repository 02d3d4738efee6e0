clang -O2 -g -Wall -Werror -Wno-unused-function -target bpf -mcpu=v3 -D__TARGET_ARCH_x86 -I/usr/include/x86_64-linux-gnu -c trace.bpf.c -o /tmp/p/trace.o
