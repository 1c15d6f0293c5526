// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** mmap: the checks in the kernel's order, then the mapping. */
final class Mmap {

  private static final long MIN_PAGE = 16;
  private static final long ERRNO_MAX = 4095;

  /** Where a mapping landed, or why it did not. */
  record Result(String errno, long page) {
    static Result failed(String errno) {
      return new Result(errno, 0);
    }

    boolean isError() {
      return !errno.isEmpty();
    }
  }

  private final SpecState state;
  private final MapRequest request;
  private final MapChecks checks;
  private long pages;
  private long start;

  private Mmap(SpecState state, MapRequest request) {
    this.state = state;
    this.request = request;
    this.checks = new MapChecks(state, request);
  }

  /** Maps, or changes nothing but perhaps where the kernel splits. */
  static Result map(SpecState state, MapRequest request) {
    return new Mmap(state, request).map();
  }

  private Result map() {
    String error = checks.ofFile();
    if (error.isEmpty()) {
      error = checkLength();
    }
    if (error.isEmpty()) {
      error = place();
    }
    return error.isEmpty() ? map(attributes()) : Result.failed(error);
  }

  private Result map(Attributes attributes) {
    String error = checkLimits(attributes);
    if (error.isEmpty()) {
      error =
          request.isAnonymous() && !request.isHuge()
              ? checks.ofAnonymous()
              : checks.ofSharing(pages);
    }
    if (error.isEmpty()) {
      error = checkRange(attributes);
    }
    if (!error.isEmpty()) {
      return Result.failed(error);
    }
    error = commit(attributes);
    return error.isEmpty() ? new Result("", start) : Result.failed(error);
  }

  private String checkLength() {
    if (request.bytes() == 0) {
      return "EINVAL";
    }
    long aligned = Pages.alignUp(request.bytes());
    if (aligned == 0) {
      return "ENOMEM";
    }
    pages = Pages.of(aligned);
    if (request.isHuge()) {
      pages = (pages + Pages.HUGE - 1) / Pages.HUGE * Pages.HUGE;
    }
    if (!state.limits.hasRoomToMap(state.space)) {
      return "ENOMEM";
    }
    return Long.compareUnsigned(pages << Pages.SHIFT, Pages.TASK_SIZE) > 0 ? "ENOMEM" : "";
  }

  private String place() {
    if (!request.isFixed()) {
      start = Placing.place(state, request, pages);
      return start < 0 ? "ENOMEM" : "";
    }
    if (request.isHuge() && request.address() % (Pages.HUGE * Pages.SIZE) != 0) {
      return "EINVAL";
    }
    refuseErrno(request.address());
    if (!Pages.inUserSpace(request.address(), pages << Pages.SHIFT)) {
      return "ENOMEM";
    }
    if (!Pages.isAligned(request.address())) {
      return "EINVAL";
    }
    start = Pages.of(request.address());
    if (request.has("NOREPLACE") && !state.space.isFree(start, start + pages)) {
      return "EEXIST";
    }
    return "";
  }

  private String checkLimits(Attributes attributes) {
    if (request.has("LOCKED") && !state.limits.mayLock()) {
      return "EPERM";
    }
    Attributes asked = attributes.with(Flag.LOCKED, asksForLock());
    return state.limits.mayLockMore(state, asked, pages) ? "" : "EAGAIN";
  }

  private String checkRange(Attributes attributes) {
    long end = start + pages;
    String error = Unmapping.check(state, start, end);
    if (!error.isEmpty()) {
      return error;
    }
    long replaced = state.space.within(start, end).stream().mapToLong(Run::pages).sum();
    if (!state.limits.mayExpand(state.space, attributes, pages - replaced)
        || !Limits.hasMemory(attributes, pages)) {
      // What was to be replaced has been split off by then.
      state.space.mayBeSplitAt(start);
      state.space.mayBeSplitAt(end);
      return "ENOMEM";
    }
    return "";
  }

  /** What the mapping's own mmap refuses has lost what was there before. */
  private String refusal() {
    if (request.isOnDisk() && request.has("SYNC")) {
      return "EOPNOTSUPP";
    }
    if (request.isHuge() && request.offset() % (Pages.HUGE * Pages.SIZE) != 0) {
      return "EINVAL";
    }
    if (request.has("NORESERVE")) {
      return "";
    }
    if (!request.isHuge()) {
      boolean noFile = request.isAnonymous() || request.file().equals("zero");
      boolean counts = noFile && request.isShared();
      return counts && !Limits.hasMemory(pages) ? "ENOMEM" : "";
    }
    boolean enough = state.hugePool.canReserve(pages / Pages.HUGE);
    if (!enough && !state.hugePool.known()) {
      throw new Open("how many huge pages are free");
    }
    return enough ? "" : "ENOMEM";
  }

  private String commit(Attributes asked) {
    long end = start + pages;
    Unmapping.clear(state, start, end);
    String refusal = refusal();
    HugeMemory.dropUnmapped(state);
    if (!refusal.isEmpty()) {
      return refusal;
    }
    int object = object();
    if (object == Objects.CODE) {
      state.objects.bringCode();
    }
    long offset = request.isAnonymous() ? 0 : request.offset() >>> Pages.SHIFT;
    long delta = object == Objects.NONE ? 0 : offset - start;
    Attributes attributes =
        new Attributes(
            asked.prot(), asked.mayProt(), request.isShared(), object, delta, asked.flags(), 0);
    state.space.put(start, end, attributes);
    if (request.isHuge()) {
      reserve(object);
    }
    if (asksForLock() || request.populates()) {
      Memory.populate(state, start, end);
    }
    return "";
  }

  private void reserve(int object) {
    boolean reserves = !request.has("NORESERVE");
    if (reserves) {
      state.hugePool = state.hugePool.reserve(pages / Pages.HUGE);
    }
    if (request.isShared()) {
      HugeMemory.promise(state, object, reserves ? pages : 0);
    }
  }

  private int object() {
    if (request.isHuge()) {
      return state.objects.create(Backing.Kind.HUGETLB, pages << Pages.SHIFT);
    }
    boolean noFile = request.isAnonymous() || request.file().equals("zero");
    if (noFile) {
      return request.isShared()
          ? state.objects.create(Backing.Kind.SHARED_MEMORY, pages << Pages.SHIFT)
          : Objects.NONE;
    }
    return switch (request.file()) {
      case "m" -> Objects.MEMFD;
      case "u" -> Objects.CODE;
      case "dev" -> Objects.DEVICE;
      default -> Objects.FILE;
    };
  }

  /** The attributes, but for the object. */
  private Attributes attributes() {
    boolean readOnlyFile = !request.isAnonymous() && request.file().equals("ro");
    int mayProt = request.isShared() && readOnlyFile ? 5 : 7;
    long locked = asksForLock() ? Flag.LOCKED.bit() | state.futureFlags : 0;
    Attributes attributes =
        new Attributes(request.prot() & 7, mayProt, request.isShared(), 0, 0, locked, 0)
            .with(Flag.GROWSDOWN, request.has("GROWSDOWN"))
            .with(Flag.NORESERVE, request.has("NORESERVE"))
            .with(Flag.ZERO_DEVICE, request.isPrivateZero())
            .with(Flag.SYNC, request.has("SYNC"))
            .with(Flag.NOHUGEPAGE, request.has("STACK"));
    if (request.isDroppable()) {
      return attributes
          .without(Flag.LOCKED)
          .without(Flag.ONFAULT)
          .with(Flag.DROPPABLE)
          .with(Flag.NORESERVE)
          .with(Flag.WIPEONFORK)
          .with(Flag.DONTDUMP);
    }
    boolean driver = request.isDriver();
    Attributes fixed = attributes.with(Flag.HUGETLB, request.isHuge());
    return request.isHuge() || driver
        ? fixed.without(Flag.LOCKED).without(Flag.ONFAULT).with(Flag.DONTDUMP, driver)
        : attributes;
  }

  private boolean asksForLock() {
    return request.has("LOCKED") || (state.futureFlags & Flag.LOCKED.bit()) != 0;
  }

  /** Whether a hint is worth looking at. */
  static boolean isUsableHint(long page) {
    return page >= MIN_PAGE;
  }

  /** What the kernel does at a fixed address that looks like an errno is left open. */
  static void refuseErrno(long address) {
    if (address < 0 && address >= -ERRNO_MAX) {
      throw Open.question("an address that the kernel takes for an errno");
    }
  }
}
