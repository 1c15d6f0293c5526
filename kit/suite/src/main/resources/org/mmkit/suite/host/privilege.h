// SPDX-License-Identifier: Apache-2.0
// What a process is refused for want of a privilege: with it the call would have another result.

enum { CAP_IPC_LOCK = 14, CAP_SYS_RAWIO = 17, MIN_ADDRESS = 65536 };

static int locked_all;
static int cap_dropped;
static int grows;    // a fault may make a mapping larger
static int limited;  // RLIMIT_MEMLOCK is the program's

// Whether the player may not take a capability. One that a program drops stays permitted.
static int lacks(int capability) {
  u32 header[2] = {0x20080522, 0};
  u32 data[6] = {0};
  sys(SYS_capget, header, data, 0);
  return !(data[1] >> capability & 1);
}

static void give_up_privileges(void) {
  u32 header[2] = {0x20080522, 0};
  u32 none[6] = {0};
  sys(SYS_capset, header, none, 0);
}

static int lacks_lock_privilege(void) { return !cap_dropped && lacks(CAP_IPC_LOCK); }

static void unable_to_lock(void) {
  unable("no privilege to lock more than RLIMIT_MEMLOCK (CAP_IPC_LOCK)");
}

// Whether so many bytes more would be more than RLIMIT_MEMLOCK, which a privilege makes void.
static int is_beyond_limit(u64 bytes) {
  struct { u64 now; u64 most; } limit = {0, 0};
  if (!lacks_lock_privilege()) {
    return 0;
  }
  sys4(SYS_prlimit64, 0, RLIMIT_MEMLOCK, 0, &limit);
  u64 locked = (u64)pages_of("/proc/self/status", "VmLck");
  return bytes > limit.now || bytes / PAGE + 1 + locked > limit.now / PAGE;
}

// Whether a fault may be refused that would lock more.
static int grows_to_limit(void) { return grows && limited && lacks_lock_privilege(); }

// Says why a call was refused that maps or locks memory.
static void say_refusal(i64 result, u64 at, u64 bytes) {
  if (result == -EPERM && at < MIN_ADDRESS && lacks(CAP_SYS_RAWIO)) {
    unable("no privilege to map below vm.mmap_min_addr (CAP_SYS_RAWIO)");
  } else if ((result == -EAGAIN || result == -EPERM || result == -ENOMEM) &&
             is_beyond_limit(bytes)) {
    unable_to_lock();
  } else {
    say_result(result);
  }
}
