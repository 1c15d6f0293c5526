// SPDX-License-Identifier: Apache-2.0
// System calls of x86-64 Linux without a C library: nothing but what is written here is in the
// process, so that its address space is known, and any compiler will do.

typedef unsigned long u64;
typedef long i64;
typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned char u8;

#define PAGE 4096ul
#define FILE_PAGES 16
#define ARENA_BASE 0x200000000000ul
#define ARENA_START (ARENA_BASE - (1ul << 32))
#define ARENA_END (ARENA_BASE + (1ul << 45))
#define PLAYER_START 0x400000ul
#define HEAP_PLACE 0x555555800000ul

enum {
  SYS_read = 0, SYS_write = 1, SYS_open = 2, SYS_close = 3, SYS_poll = 7, SYS_mmap = 9,
  SYS_mprotect = 10, SYS_munmap = 11, SYS_brk = 12, SYS_sigaction = 13, SYS_sigprocmask = 14,
  SYS_ioctl = 16, SYS_pread = 17, SYS_pwrite = 18, SYS_mremap = 25, SYS_msync = 26,
  SYS_mincore = 27, SYS_madvise = 28, SYS_shmget = 29, SYS_shmat = 30, SYS_shmctl = 31,
  SYS_setitimer = 38, SYS_getpid = 39, SYS_clone = 56, SYS_fork = 57, SYS_execve = 59,
  SYS_exit = 60, SYS_wait4 = 61, SYS_kill = 62, SYS_fcntl = 72, SYS_fsync = 74,
  SYS_ftruncate = 77, SYS_unlink = 87, SYS_setpgid = 109, SYS_getppid = 110, SYS_capget = 125,
  SYS_capset = 126, SYS_sigaltstack = 131, SYS_personality = 135, SYS_mlock = 149,
  SYS_munlock = 150, SYS_mlockall = 151, SYS_munlockall = 152, SYS_prctl = 157, SYS_shmdt = 67,
  SYS_sched_setaffinity = 203, SYS_clock_gettime = 228,
  SYS_sched_getaffinity = 204, SYS_remap_file_pages = 216, SYS_exit_group = 231, SYS_unshare = 272, SYS_fallocate = 285,
  SYS_signalfd4 = 289, SYS_pipe2 = 293, SYS_perf_event_open = 298, SYS_prlimit64 = 302,
  SYS_getcpu = 309,
  SYS_process_vm_readv = 310, SYS_process_vm_writev = 311, SYS_memfd_create = 319,
  SYS_userfaultfd = 323, SYS_mlock2 = 325, SYS_pkey_alloc = 330, SYS_pidfd_open = 434,
  SYS_process_madvise = 440, SYS_process_mrelease = 448, SYS_mseal = 462
};

enum {
  EPERM = 1, EINTR = 4, EBADF = 9, EAGAIN = 11, ENOMEM = 12, EINVAL = 22,
  PROT_READ = 1, PROT_WRITE = 2,
  MAP_SHARED = 1, MAP_PRIVATE = 2, MAP_FIXED = 0x10, MAP_ANONYMOUS = 0x20,
  MAP_NORESERVE = 0x4000,
  O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_CREAT = 0x40, O_EXCL = 0x80, O_NONBLOCK = 0x800,
  O_CLOEXEC = 0x80000, O_DIRECTORY = 0x10000,
  SIGHUP = 1, SIGILL = 4, SIGTRAP = 5, SIGBUS = 7, SIGFPE = 8, SIGKILL = 9, SIGSEGV = 11,
  SIGALRM = 14, SIGCHLD = 17,
  WNOHANG = 1, PR_SET_PDEATHSIG = 1, PR_SET_MM = 35, PR_SET_MM_MAP = 14, RLIMIT_MEMLOCK = 8
};

static i64 sys6(i64 n, u64 a, u64 b, u64 c, u64 d, u64 e, u64 f) {
  i64 result;
  register u64 r10 __asm__("r10") = d;
  register u64 r8 __asm__("r8") = e;
  register u64 r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

#define sys(n, a, b, c) sys6(n, (u64)(a), (u64)(b), (u64)(c), 0, 0, 0)
#define sys4(n, a, b, c, d) sys6(n, (u64)(a), (u64)(b), (u64)(c), (u64)(d), 0, 0)
#define sys5(n, a, b, c, d, e) sys6(n, (u64)(a), (u64)(b), (u64)(c), (u64)(d), (u64)(e), 0)

static i64 map_at(u64 at, u64 length, i64 prot, i64 flags) {
  return sys6(SYS_mmap, at, length, (u64)prot, (u64)flags, (u64)-1, 0);
}

static void leave(int code) {
  for (;;) {
    sys(SYS_exit_group, code, 0, 0);
  }
}

static void set(void *at, int value, u64 count) {
  volatile u8 *to = at;
  while (count--) {
    *to++ = (u8)value;
  }
}

// The compiler may call these on its own account.
void *memset(void *at, int value, u64 count) {
  set(at, value, count);
  return at;
}

void *memcpy(void *to, const void *from, u64 count) {
  volatile u8 *t = to;
  const u8 *f = from;
  while (count--) {
    *t++ = *f++;
  }
  return to;
}

static void copy(void *to, const void *from, u64 count) {
  __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
}

static u64 length(const char *text) {
  u64 n = 0;
  while (text[n]) {
    n++;
  }
  return n;
}

static int same(const char *a, const char *b) {
  while (*a && *a == *b) {
    a++;
    b++;
  }
  return *a == *b;
}

static int begins(const char *text, const char *with) {
  while (*with && *text == *with) {
    text++;
    with++;
  }
  return !*with;
}

static int contains(const char *text, const char *part) {
  for (; *text; text++) {
    if (begins(text, part)) {
      return 1;
    }
  }
  return 0;
}

static void write_fully(int fd, const void *from, u64 count) {
  const u8 *at = from;
  while (count) {
    i64 n = sys(SYS_write, fd, at, count);
    if (n == -EINTR) {
      continue;
    }
    if (n <= 0) {
      leave(1);
    }
    at += n;
    count -= (u64)n;
  }
}
