/* A field of smaps in pages, of the mapping that holds an address. */
static void show_smaps(unsigned long at, const char *field) {
  char line[512], key[64];
  unsigned long start, end, kib;
  int here = 0, found = 0;
  FILE *smaps = fopen("/proc/self/smaps", "r");
  while (smaps && fgets(line, sizeof(line), smaps)) {
    if (sscanf(line, "%lx-%lx ", &start, &end) == 2) {
      here = start <= at && at < end;
    } else if (here && sscanf(line, "%63[^:]: %lu", key, &kib) == 2 && !strcmp(key, field)) {
      printf("%g\n", (double)kib / 4);
      found = 1;
    }
  }
  if (smaps) {
    fclose(smaps);
  }
  printf(found ? "" : "none\n");
}

/* Whether the VmFlags of the mapping that holds an address have a code. */
static void show_flag(unsigned long at, const char *code) {
  char line[512];
  unsigned long start, end;
  int here = 0, set = 0;
  FILE *smaps = fopen("/proc/self/smaps", "r");
  while (smaps && fgets(line, sizeof(line), smaps)) {
    if (sscanf(line, "%lx-%lx ", &start, &end) == 2) {
      here = start <= at && at < end;
    } else if (here && !strncmp(line, "VmFlags:", 8)) {
      for (const char *word = line; (word = strchr(word, ' ')) != NULL; word++) {
        set |= !strncmp(word + 1, code, 2);
      }
    }
  }
  if (smaps) {
    fclose(smaps);
  }
  printf(set ? "yes\n" : "no\n");
}

/* ftruncate, a hole, fsync, and a byte that is read from or written to F. */
static void on_file(const char *what, unsigned long at, unsigned long more) {
  unsigned char byte = (unsigned char)more;
  int fd = lettered();
  if (!strcmp(what, "trunc")) {
    result(ftruncate(fd, (long)at));
  } else if (!strcmp(what, "punch")) {
    result(fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (long)at, (long)more));
  } else if (!strcmp(what, "sync")) {
    result(fsync(fd));
  } else if (!strcmp(what, "write")) {
    result(pwrite(fd, &byte, 1, (long)at) < 0 ? -1 : 0);
  } else if (pread(fd, &byte, 1, (long)at) == 1) {
    show_byte(byte);
  } else {
    printf("EOF\n");
  }
}

/* A byte through /proc/self/mem. */
static void through_mem(int writes, unsigned long at, int value) {
  unsigned char byte = (unsigned char)value;
  int fd = open("/proc/self/mem", O_RDWR);
  long done = writes ? pwrite(fd, &byte, 1, (long)at) : pread(fd, &byte, 1, (long)at);
  int error = errno;
  close(fd);
  errno = error;
  if (done == 1 && !writes) {
    show_byte(byte);
  } else {
    count(done);
  }
}

static int userfault = -1;

/* Nobody reads it, so that a fault that it keeps ends in SIGBUS. */
static void open_userfault(void) {
  unsigned long api[3] = {0xaa, 1 << 7 /* UFFD_FEATURE_SIGBUS */, 0};
  userfault = (int)syscall(SYS_userfaultfd, O_NONBLOCK | O_CLOEXEC);
  result(userfault < 0 ? -1 : ioctl(userfault, 0xc018aa3f, api));
}

static void on_userfault(const char *what, unsigned long at, unsigned long bytes,
                         unsigned long mode) {
  static const struct {
    const char *name;
    unsigned long request;
  } REQUESTS[] = {{"reg", 0xc020aa00},  {"unreg", 0x8010aa01}, {"wake", 0x8010aa02},
                  {"copy", 0xc028aa03}, {"zero", 0xc020aa04},  {"wp", 0xc018aa06},
                  {"cont", 0xc020aa07}, {"poison", 0xc020aa08},
                  {"move", 0xc028aa05}};
  unsigned long arg[5] = {at, bytes, mode, 0, 0};
  unsigned long request = 0;
  for (unsigned i = 0; i < sizeof(REQUESTS) / sizeof(REQUESTS[0]); i++) {
    request = strcmp(what, REQUESTS[i].name) ? request : REQUESTS[i].request;
  }
  if (!strcmp(what, "move")) {
    arg[1] = mode;
    arg[2] = bytes;
  }
  if (!strcmp(what, "copy")) {
    arg[1] = (unsigned long)memset(malloc(bytes + 1), 'u', bytes);
    arg[2] = bytes;
  }
  if (userfault < 0) {
    printf("EBADF\n");
  } else {
    result(ioctl(userfault, request, arg));
  }
}
