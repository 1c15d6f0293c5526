// What the calls of the program at the end give on the kernel that it runs on: a line for each.
//   cc -o reproducer THIS_FILE && ./reproducer
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096ul
#define ARENA 0x200000000000ul /* page 0 of the case language */

static long L; /* the page at which something landed last */
static char *heap;
static sigjmp_buf back;
static const char *fault;

static void call(const char *text) { printf("%s => ", text); }

static const char *name(int number) {
  switch (number) {
    case 0: return "OK";
    case EPERM: return "EPERM";
    case ENOENT: return "ENOENT";
    case ESRCH: return "ESRCH";
    case EIO: return "EIO";
    case EAGAIN: return "EAGAIN";
    case ENOMEM: return "ENOMEM";
    case EACCES: return "EACCES";
    case EFAULT: return "EFAULT";
    case EBUSY: return "EBUSY";
    case EEXIST: return "EEXIST";
    case ENODEV: return "ENODEV";
    case EBADF: return "EBADF";
    case EINVAL: return "EINVAL";
    case EOVERFLOW: return "EOVERFLOW";
    case EOPNOTSUPP: return "EOPNOTSUPP";
    case EHWPOISON: return "EHWPOISON";
    default: return strerror(number);
  }
}

static void result(long value) { printf("%s\n", name(value == -1 ? errno : 0)); }

static void place(unsigned long at, unsigned long bytes, int prot, int flags, int fd, long offset,
                  int hint) {
  char *landed = mmap((void *)at, bytes, prot, flags, fd, offset);
  if (landed == MAP_FAILED) {
    result(-1);
    return;
  }
  L = ((long)landed - (long)ARENA) >> 12;
  printf("%s\n", hint && landed != (char *)at ? "OTHER" : "OK");
}

static void move(unsigned long at, unsigned long old, unsigned long fresh, int flags,
                 unsigned long to, int targeted) {
  long landed = syscall(SYS_mremap, at, old, fresh, flags, to);
  if (landed == -1) {
    result(-1);
    return;
  }
  L = (landed - (long)ARENA) >> 12;
  if ((unsigned long)landed == at) {
    printf("OK\n");
  } else if (targeted && (unsigned long)landed == to) {
    printf("OK->%ld\n", L);
  } else {
    printf("MOVED\n");
  }
}

static void on_fault(int signal, siginfo_t *info, void *context) {
  (void)context;
  fault = signal == SIGBUS ? "BUS_ADRERR" : info->si_code == SEGV_ACCERR ? "SEGV_ACCERR"
          : info->si_code == SEGV_MAPERR ? "SEGV_MAPERR" : "another SIGSEGV";
  siglongjmp(back, 1);
}

static int load(unsigned long at) { return sigsetjmp(back, 1) ? -1 : *(volatile unsigned char *)at; }

static int store(unsigned long at, int value) {
  if (sigsetjmp(back, 1)) {
    return -1;
  }
  *(volatile unsigned char *)at = (unsigned char)value;
  return 0;
}

static void show_byte(int value) {
  if (value > ' ' && value < 0x7f) {
    printf("'%c'\n", value);
  } else {
    printf(value ? "0x%02x\n" : "%d\n", value);
  }
}

static void show_load(unsigned long at) {
  int value = load(at);
  if (value < 0) {
    printf("%s\n", fault);
  } else {
    show_byte(value);
  }
}

static void show_fill(unsigned long at, unsigned long pages, int first) {
  for (unsigned long i = 0; i < pages; i++) {
    if (store(at + i * PAGE, (int)((unsigned long)first + i)) < 0) {
      printf("%s\n", fault);
      return;
    }
  }
  printf("OK\n");
}

static void show_pattern(unsigned long at, unsigned long pages) {
  for (unsigned long i = 0; i < pages; i++) {
    int value = load(at + i * PAGE);
    putchar(value < 0 ? '!' : value == 0 ? '.' : value >= ' ' && value < 0x7f ? value : '?');
  }
  putchar('\n');
}

static void show_mincore(unsigned long at, unsigned long bytes) {
  static unsigned char vector[1 << 16];
  unsigned long pages = (bytes + PAGE - 1) / PAGE;
  if (pages > sizeof(vector) || syscall(SYS_mincore, at, bytes, vector) < 0) {
    result(-1);
    return;
  }
  for (unsigned long i = 0; i < pages; i++) {
    putchar(vector[i] & 1 ? '1' : '0');
  }
  printf(pages ? "\n" : "0\n");
}

/* The arena's lines of maps; or how many there are. */
static void show_maps(int count) {
  char line[512], perms[8], file[256];
  unsigned long start, end, offset;
  int n = 0;
  FILE *maps = fopen("/proc/self/maps", "r");
  printf(count ? "" : "[");
  while (maps && fgets(line, sizeof(line), maps)) {
    file[0] = 0;
    sscanf(line, "%lx-%lx %7s %lx %*s %*s %255[^\n]", &start, &end, perms, &offset, file);
    if (start < ARENA - (1ul << 32) || start >= ARENA + (1ul << 45)) {
      continue;
    }
    n++;
    if (!count) {
      printf("%s%ld-%ld %s", n > 1 ? "; " : "", ((long)start - (long)ARENA) / (long)PAGE,
             ((long)end - (long)ARENA) / (long)PAGE, perms);
      if (strstr(file, "memfd:") || strstr(file, "/mmkit-F")) {
        printf(" @%lu", offset / PAGE);
      }
    }
  }
  if (maps) {
    fclose(maps);
  }
  if (count) {
    printf("%d\n", n);
  } else {
    printf("]\n");
  }
}

static void show_locked(void) {
  char line[512];
  long pages = -1;
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof(line), status)) {
    if (sscanf(line, "VmLck: %ld", &pages) == 1) {
      break;
    }
  }
  if (status) {
    fclose(status);
  }
  printf("%ld\n", pages / 4);
}

/* F: 16 pages, page i full of the letter 'A' + i. */
static int lettered(void) {
  static int fd = -1;
  char page[PAGE], path[] = "./mmkit-F-XXXXXX";
  if (fd < 0) {
    fd = mkstemp(path);
    unlink(path);
    for (int i = 0; i < 16; i++) {
      memset(page, 'A' + i, sizeof(page));
      if (write(fd, page, sizeof(page)) < 0) {
        abort();
      }
    }
  }
  return fd;
}

static int memory_file(void) {
  static int fd = -1;
  if (fd < 0) {
    fd = memfd_create("m", 0);
    if (ftruncate(fd, 16 * PAGE)) {
      abort();
    }
  }
  return fd;
}

static void count(long value) {
  if (value < 0) {
    result(-1);
  } else {
    printf("%ld\n", value);
  }
}

/* process_vm_readv, or writev of bytes 'v', on this process or on another one. */
static void process_vm(int writes, unsigned long at, unsigned long bytes, long pid) {
  static char copy[1 << 20];
  struct iovec local = {copy, bytes}, remote = {(void *)at, bytes};
  memset(copy, 'v', sizeof(copy));
  long target = pid ? pid : getpid();
  count(writes ? process_vm_writev(target, &local, 1, &remote, 1, 0)
               : process_vm_readv(target, &local, 1, &remote, 1, 0));
}

/* read(2) of a pipe full of 'p' into memory, or write(2) of memory into a pipe. */
static void through_pipe(int into_memory, unsigned long at, unsigned long bytes) {
  static char letters[1 << 20];
  int ends[2];
  long done = -1;
  if (pipe2(ends, O_NONBLOCK)) {
    abort();
  }
  fcntl(ends[1], F_SETPIPE_SZ, sizeof(letters));
  memset(letters, 'p', sizeof(letters));
  if (into_memory) {
    done = write(ends[1], letters, bytes);
  }
  if (!into_memory || done >= 0) {
    done = into_memory ? syscall(SYS_read, ends[0], at, bytes) : syscall(SYS_write, ends[1], at, bytes);
  }
  int error = errno;
  close(ends[0]);
  close(ends[1]);
  errno = error;
  count(done);
}

/* process_madvise(2) on this process: pages. */
static void advise(unsigned long at, unsigned long bytes, int advice) {
  struct iovec range = {(void *)at, bytes};
  int self = (int)syscall(434 /* pidfd_open */, getpid(), 0);
  long done = syscall(440 /* process_madvise */, self, &range, 1, advice, 0);
  int error = errno;
  close(self);
  errno = error;
  count(done < 0 ? done : done / (long)PAGE);
}

static void move_break(unsigned long wanted) {
  printf("%s\n", (unsigned long)syscall(SYS_brk, wanted) == wanted ? "OK" : "UNCHANGED");
}

static void begin(void) {
  static char stack[65536];
  stack_t alternative = {.ss_sp = stack, .ss_size = sizeof(stack)};
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  /* Without protection keys, execute-only memory is as on machines that have none. */
  while (syscall(330 /* pkey_alloc */, 0, 0) >= 0) {
  }
  setvbuf(stdout, NULL, _IONBF, 0);
  sigaltstack(&alternative, NULL);
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
  heap = sbrk(0);
}
