// SPDX-License-Identifier: Apache-2.0
// The calls of the case language. Each cuts its own arguments off the line.

static i64 userfault;
static int heap_moved;
static int limits_changed;
static int locks_used;  // whether the count of locked pages may be wrong


enum { MAP_LOCKED = 0x2000, MAP_GROWSDOWN = 0x100 };

#define NUMBER() number(token(&args))
#define WORD() token(&args)

static void moved_out(u64 address, u64 bytes) {
  if (address < ARENA_START || address + bytes > ARENA_END || address + bytes < address) {
    shared->dirty = 1;
  }
}

// mmap: where it was asked to land decides what is said. Style 0: OK; 1: OK or OTHER; 2: OK, and L
// stays as it is.
static void call_mmap(char *args) {
  u64 at = NUMBER(), bytes = NUMBER(), prot = NUMBER(), flags = NUMBER();
  i64 fd = named_descriptor(WORD());
  u64 offset = NUMBER(), style = NUMBER();
  locks_used |= (flags & MAP_LOCKED) != 0;
  grows |= (flags & MAP_GROWSDOWN) != 0;
  shared->file_used |= fd >= 0 && flags & MAP_SHARED;
  i64 landed = sys6(SYS_mmap, at, bytes, prot, flags, (u64)fd, offset);
  if (landed < 0 && landed > -4096) {
    say_refusal(landed, at, flags & MAP_LOCKED || locked_all ? bytes : 0);
    return;
  }
  moved_out((u64)landed, bytes);
  if (style != 2) {
    land((u64)landed);
  }
  if (grows_to_limit()) {
    unable_to_lock();
    return;
  }
  say(style == 1 && (u64)landed != at ? "OTHER" : "OK");
}

static void say_remap(u64 at, u64 old, u64 fresh, u64 flags, u64 to, u64 targeted) {
  i64 landed = sys5(SYS_mremap, at, old, fresh, flags, to);
  if (landed < 0 && landed > -4096) {
    say_refusal(landed, targeted ? to : at, locks_used || locked_all ? fresh : 0);
    return;
  }
  moved_out((u64)landed, fresh);
  land((u64)landed);
  if ((u64)landed == at) {
    say("OK");
  } else if (targeted && (u64)landed == to) {
    say("OK->");
    say_number((i64)landed_page);
  } else {
    say("MOVED");
  }
}

static void call_mremap(char *args) {
  u64 at = NUMBER(), old = NUMBER(), fresh = NUMBER(), flags = NUMBER(), to = NUMBER();
  u64 targeted = NUMBER();
  say_remap(at, old, fresh, flags, to, targeted);
}

// A system call of up to four numbers, of which the first token gives the number of the call.
static void call_plain(char *args) {
  u64 nr = NUMBER(), a = NUMBER(), b = NUMBER(), c = NUMBER(), d = NUMBER(), e = NUMBER();
  int locks = nr == SYS_mlock || nr == SYS_mlock2;
  locks_used |= locks || nr == SYS_munlock;
  i64 result = sys5((i64)nr, a, b, c, d, e);
  if (locks) {
    say_refusal(result, a, b);
  } else {
    say_result(result);
  }
}

static void call_padvise(char *args) {
  struct { u64 at; u64 bytes; } range;
  range.at = NUMBER();
  range.bytes = NUMBER();
  u64 advice = NUMBER();
  i64 pidfd = sys(SYS_pidfd_open, own_pid(), 0, 0);
  i64 done = sys5(SYS_process_madvise, pidfd, &range, 1, advice, 0);
  sys(SYS_close, pidfd, 0, 0);
  say_count(done < 0 ? done : done / (i64)PAGE);
}

static void call_mincore(char *args) {
  u64 at = NUMBER(), bytes = NUMBER();
  int own = same(WORD(), "own");
  u8 *into = own ? big : (u8 *)NUMBER();
  u64 pages = ceiling(bytes) / PAGE;
  if (own && pages > sizeof(big) && at + bytes > at && bytes < ARENA_END) {
    unable("the player has no room for so many pages of mincore");
    return;
  }
  i64 error = sys(SYS_mincore, at, bytes, into);
  if (error < 0) {
    say_result(error);
    return;
  }
  if (pages == 0) {
    say_char('0');
  }
  for (u64 i = 0; i < pages; i++) {
    i64 bit = access_load((u64)into + i);
    say_char(bit < 0 ? '!' : (bit & 1) ? '1' : '0');
  }
}

static void call_load(char *args) { say_load(NUMBER()); }

static void call_store(char *args) {
  u64 at = NUMBER();
  say_store(at, NUMBER());
}

static void call_execute(char *args) { say_execute(NUMBER()); }

static void call_fill(char *args) {
  u64 at = NUMBER(), pages = NUMBER();
  say_fill(at, pages, NUMBER());
}

static void call_pattern(char *args) {
  u64 at = NUMBER();
  say_pattern(at, NUMBER());
}

static void fill_big(u64 bytes, u8 with) {
  for (u64 i = 0; i < bytes && i < sizeof(big); i++) {
    big[i] = with;
  }
}

static void call_process_vm(char *args) {
  u64 write = NUMBER(), at = NUMBER(), bytes = NUMBER(), pid = NUMBER();
  struct { void *at; u64 bytes; } local = {big, bytes}, remote = {(void *)at, bytes};
  if (!pid) {
    pid = (u64)own_pid();
  }
  if (write) {
    fill_big(bytes, 'v');
  }
  i64 nr = write ? SYS_process_vm_writev : SYS_process_vm_readv;
  say_count(sys6(nr, pid, (u64)&local, 1, (u64)&remote, 1, 0));
}

// read(2) of a pipe into memory, or write(2) of memory into one.
static void call_pipe(char *args) {
  u64 into_memory = NUMBER(), at = NUMBER(), bytes = NUMBER();
  int ends[2];
  i64 done = sys(SYS_pipe2, ends, O_NONBLOCK | O_CLOEXEC, 0);
  if (done < 0) {
    say_result(done);
    return;
  }
  sys(SYS_fcntl, ends[1], 1031, sizeof(big));
  if (into_memory) {
    fill_big(bytes, 'p');
    sys(SYS_write, ends[1], big, bytes);
    done = sys(SYS_read, ends[0], at, bytes);
  } else {
    done = sys(SYS_write, ends[1], at, bytes);
  }
  sys(SYS_close, ends[0], 0, 0);
  sys(SYS_close, ends[1], 0, 0);
  say_count(done);
}

static void call_memory_file(char *args) {
  u64 write = NUMBER(), at = NUMBER(), value = NUMBER();
  u8 byte = (u8)value;
  i64 fd = sys(SYS_open, "/proc/self/mem", O_RDWR | O_CLOEXEC, 0);
  i64 done = sys4(write ? SYS_pwrite : SYS_pread, fd, &byte, 1, at);
  sys(SYS_close, fd, 0, 0);
  if (done == 1 && !write) {
    say_byte(byte);
  } else {
    say_count(done);
  }
}

static void call_maps(char *args) { say_maps_of("/proc/self/maps"); }
static void call_nvma(char *args) { say_number(count_maps(1)); }

static void call_vmlck(char *args) {
  say_number(pages_of("/proc/self/status", "VmLck"));
}

static void call_lockall(char *args) {
  struct { u64 now; u64 most; } limit;
  locked_all = locks_used = 1;
  i64 result = sys(SYS_mlockall, NUMBER(), 0, 0);
  sys4(SYS_prlimit64, 0, RLIMIT_MEMLOCK, 0, &limit);
  if (result == -ENOMEM && own_pages() <= (i64)(limit.now / PAGE)) {
    unable("the player itself takes more memory than may be locked");
  } else {
    say_refusal(result, (u64)-1, (u64)own_pages() * PAGE);
  }
  unlock_own();
}

static void call_smaps(char *args) {
  u64 at = NUMBER();
  say_smaps(at, WORD());
}

static void call_hasflag(char *args) {
  u64 at = NUMBER();
  say_has_flag(at, WORD());
}

static void call_deleted(char *args) { say_deleted(NUMBER()); }

static void move_break(u64 wanted) {
  heap_moved = 1;
  u64 before = (u64)sys(SYS_brk, 0, 0, 0);
  if ((u64)sys(SYS_brk, wanted, 0, 0) == wanted) {
    say("OK");
  } else if (locked_all && wanted > before && is_beyond_limit(wanted - before)) {
    unable_to_lock();
  } else {
    say("UNCHANGED");
  }
}

static void call_brk_init(char *args) {
  say((u64)sys(SYS_brk, 0, 0, 0) == heap_start ? "OK" : "ENOMEM");
}

static void call_brk(char *args) { move_break(heap_start + NUMBER()); }

static void call_brk_to(char *args) {
  if (heap_start == HEAP_PLACE) {
    move_break(NUMBER());
  } else {
    unable("this kernel does not let the heap be put where all machines have it");
  }
}

static void call_brk_now(char *args) {
  i64 bytes = sys(SYS_brk, 0, 0, 0) - (i64)heap_start;
  say_number(bytes / (i64)PAGE);
  i64 rest = (bytes < 0 ? -bytes : bytes) % (i64)PAGE;
  if (rest) {
    say_char('.');
  }
  for (; rest; rest = rest * 10 % (i64)PAGE) {
    say_char((char)('0' + rest * 10 / (i64)PAGE));
  }
}

static void call_file(char *args) {
  const char *what = WORD();
  u64 a = NUMBER(), b = NUMBER();
  i64 fd = descriptor(FD_F);
  shared->file_used = 1;
  u8 byte = (u8)b;
  i64 done;
  if (same(what, "trunc")) {
    say_result(sys(SYS_ftruncate, fd, a, 0));
  } else if (same(what, "punch")) {
    say_result(sys4(SYS_fallocate, fd, 3, a, b));
  } else if (same(what, "sync")) {
    say_result(sys(SYS_fsync, fd, 0, 0));
  } else if (same(what, "read")) {
    done = sys4(SYS_pread, fd, &byte, 1, a);
    if (done == 1) {
      say_byte(byte);
    } else if (done == 0) {
      say("EOF");
    } else {
      say_result(done);
    }
  } else {
    say_result(sys4(SYS_pwrite, fd, &byte, 1, a));
  }
}

static void call_close(char *args) {
  close_named(WORD());
  say("OK");
}

static int segment(void) { return shared->segments ? shared->segment[shared->segments - 1] : -1; }

static void call_shm(char *args) {
  i64 id = shared->segments < 64 ? sys(SYS_shmget, 0, NUMBER(), 01700) : -ENOMEM;
  if (id >= 0) {
    shared->segment[shared->segments++] = (int)id;
  }
  say_result(id);
}

static void call_shmat(char *args) {
  u64 at = NUMBER(), flags = NUMBER();
  i64 landed = sys(SYS_shmat, segment(), at, flags);
  if (landed < 0 && landed > -4096) {
    say_refusal(landed, at ? at : (u64)-1, locked_all ? (u64)-1 : 0);
    return;
  }
  moved_out((u64)landed, 0);
  land((u64)landed);
  if ((u64)landed == at) {
    say("OK");
  } else if (at == 0) {
    say("OTHER");
  } else {
    say("OK->");
    say_number((i64)landed_page);
  }
}

static void call_shmn(char *args) {
  u64 info[32];
  i64 error = sys(SYS_shmctl, segment(), 2, info);
  say_count(error < 0 ? error : (i64)info[11]);
}

static void call_shmrm(char *args) { say_result(sys(SYS_shmctl, segment(), 0, 0)); }

static void call_hfree(char *args) {
  say("free=");
  say_unsigned((u64)number_in(HUGE_PAGES "free_hugepages"));
  say(" rsvd=");
  say_unsigned((u64)number_in(HUGE_PAGES "resv_hugepages"));
}

static void call_uprobe(char *args) {
  struct { u32 type, size; u64 config, period, sample, format, bits; u32 wake, breakpoint;
           u64 path, offset; u64 rest[8]; } attr;
  u64 offset = NUMBER();
  set(&attr, 0, sizeof(attr));
  i64 type = number_in("/sys/bus/event_source/devices/uprobe/type");
  if (type < 0) {
    unable("no uprobes: /sys/bus/event_source/devices/uprobe is missing");
    return;
  }
  descriptor(FD_U);
  name_file(folder, "/mmkit-u.", shared->probed);
  attr.type = (u32)type;
  attr.size = sizeof(attr);
  attr.path = (u64)path;
  attr.offset = offset;
  i64 fd = sys5(SYS_perf_event_open, &attr, -1, 0, -1, 8);
  if (fd == -EPERM || fd == -13) {
    unable("no privilege for uprobes");
  } else {
    say_result(fd);
  }
}

// Adds mappings until mmap fails; returns the errno.
static i64 fill_maps(void) {
  i64 result = 0;
  for (u64 page = 1000; result >= 0; page += 6) {
    result = map_at(ARENA_BASE + page * PAGE, 3 * PAGE, 0, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED);
  }
  return result;
}

static void call_fillmaps(char *args) { say_result(fill_maps()); }

// With fewer, something else than their number is the limit.
enum { FULL_AT_LEAST = 1000 };

static void call_fillcount(char *args) {
  i64 count = fill_maps() == -ENOMEM ? count_maps(0) : 0;
  if (count > FULL_AT_LEAST) {
    say_number(count);
  } else {
    unable("the number of mappings of a process that is not full is its own");
  }
}

static void call_limit(char *args) {
  u64 resource = NUMBER(), relative = NUMBER(), pages = NUMBER();
  struct { u64 now; u64 most; } limit;
  const char *name = resource == 9 ? "VmSize" : resource == 2 ? "VmData" : "VmLck";
  sys4(SYS_prlimit64, 0, resource, 0, &limit);
  limits_changed = 1;
  limit.now = (pages + (relative ? (u64)pages_of("/proc/self/status", name) : 0)) * PAGE;
  i64 result = sys4(SYS_prlimit64, 0, resource, &limit, 0);
  limited |= resource == RLIMIT_MEMLOCK;
  if (grows_to_limit()) {
    unable_to_lock();
  } else {
    say_result(result);
  }
}

// Takes the capability to lock memory, or gives it back: it stays permitted.
static i64 set_capability(int on) {
  u32 header[2] = {0x20080522, 0};
  u32 data[6] = {0};
  sys(SYS_capget, header, data, 0);
  u32 bit = 1u << 14;
  data[0] = on ? data[0] | (data[1] & bit) : data[0] & ~bit;
  return sys(SYS_capset, header, data, 0);
}

static void call_dropcap(char *args) {
  cap_dropped = 1;
  say_result(set_capability(0));
}

static void call_special(char *args) {
  const char *what = WORD();
  const char *name = WORD();
  u64 a = NUMBER(), b = NUMBER(), c = NUMBER(), start = 0, end = 0;
  int found = find_special(name, &start, &end);
  u64 bytes = end - start;
  if (same(what, "range")) {
    if (!found) {
      say("NONE");
      return;
    }
    say("0x");
    say_hex(start, 1);
    say("-0x");
    say_hex(end, 1);
  } else if (!found) {
    unable("the process has no such mapping");
  } else if (same(what, "unmap")) {
    say_result(sys(SYS_munmap, start, bytes, 0));
  } else if (same(what, "prot")) {
    say_result(sys(SYS_mprotect, start, bytes, a));
  } else if (same(what, "adv")) {
    say_result(sys(SYS_madvise, start, bytes, a));
  } else if (same(what, "lock")) {
    say_refusal(sys(SYS_mlock, start, bytes, 0), start, bytes);
  } else if (same(what, "pvr")) {
    struct { void *at; u64 bytes; } local = {big, 1}, remote = {(void *)start, 1};
    say_count(sys6(SYS_process_vm_readv, (u64)own_pid(), (u64)&local, 1,
                   (u64)&remote, 1, 0));
  } else {
    i64 landed = sys5(SYS_mremap, start, bytes + a, bytes + b, c, ARENA_BASE);
    if (landed < 0 && landed > -4096) {
      say_result(landed);
    } else {
      say((u64)landed == start ? "OK" : "MOVED");
    }
  }
}

// Whoever faults on a missing page gets SIGBUS, since nobody else reads what is asked.
static void call_uffd_open(char *args) {
  u64 api[3] = {0xaa, 1 << 7, 0};
  userfault = sys(SYS_userfaultfd, O_NONBLOCK | O_CLOEXEC, 0, 0);
  if (userfault == -EPERM) {
    unable("no privilege for userfaultfd");
    return;
  }
  say_result(userfault < 0 ? userfault : sys(SYS_ioctl, userfault, 0xc018aa3f, api));
}

static void call_uffd(char *args) {
  const char *what = WORD();
  u64 at = NUMBER(), bytes = NUMBER(), mode = NUMBER();
  if (userfault < 0) {
    say("EBADF");
  } else if (same(what, "reg")) {
    u64 arg[4] = {at, bytes, mode, 0};
    say_result(sys(SYS_ioctl, userfault, 0xc020aa00, arg));
  } else if (same(what, "unreg")) {
    u64 arg[2] = {at, bytes};
    say_result(sys(SYS_ioctl, userfault, 0x8010aa01, arg));
  } else if (same(what, "wake")) {
    u64 arg[2] = {at, bytes};
    say_result(sys(SYS_ioctl, userfault, 0x8010aa02, arg));
  } else if (same(what, "zero")) {
    u64 arg[4] = {at, bytes, 0, 0};
    say_result(sys(SYS_ioctl, userfault, 0xc020aa04, arg));
  } else if (same(what, "wp")) {
    u64 arg[3] = {at, bytes, mode};
    say_result(sys(SYS_ioctl, userfault, 0xc018aa06, arg));
  } else if (same(what, "cont")) {
    u64 arg[4] = {at, bytes, 0, 0};
    say_result(sys(SYS_ioctl, userfault, 0xc020aa07, arg));
  } else if (same(what, "move")) {
    u64 arg[5] = {at, mode, bytes, 0, 0};
    say_result(sys(SYS_ioctl, userfault, 0xc028aa05, arg));
  } else if (same(what, "poison")) {
    u64 arg[4] = {at, bytes, 0, 0};
    say_result(sys(SYS_ioctl, userfault, 0xc020aa08, arg));
  } else {
    fill_big(bytes, 'u');
    u64 arg[5] = {at, (u64)big, bytes, 0, 0};
    say_result(sys(SYS_ioctl, userfault, 0xc028aa03, arg));
  }
}

static void call_nothing(char *args) { say("OK"); }
