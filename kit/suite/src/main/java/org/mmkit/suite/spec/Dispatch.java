// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.mmkit.suite.program.Call;

/** Finds the transition of a call. */
final class Dispatch {

  private Dispatch() {}

  static Answer dispatch(Turn turn) {
    Answer answer = mappings(turn);
    if (answer == null) {
      answer = memory(turn);
    }
    if (answer == null) {
      answer = questions(turn);
    }
    if (answer == null) {
      answer = others(turn);
    }
    if (answer == null) {
      throw new IllegalStateException("no transition for " + turn.call());
    }
    return answer;
  }

  private static Answer mappings(Turn turn) {
    Call call = turn.call();
    return switch (call.name()) {
      case "map" -> MapCalls.map(turn);
      case "map_raw" -> MapCalls.mapRaw(turn);
      case "hint" -> MapCalls.hint(turn);
      case "mmapany" -> MapCalls.mapAnywhere(turn);
      case "arena" -> MapCalls.arena(turn);
      case "unmap" -> MapCalls.unmap(turn);
      case "unmap_raw" -> MapCalls.unmapRaw(turn);
      case "fillmaps", "fillcount" -> MapCalls.fillMaps(turn);
      case "remap" -> Mremap.remap(turn);
      case "prot" -> protect(turn, turn.address("a"), turn.bytes("n"));
      case "prot_raw" -> protect(turn, turn.value("addr"), turn.value("bytes"));
      case "adv" -> advise(turn, turn.address("a"), turn.bytes("n"));
      case "adv_raw" -> advise(turn, turn.value("addr"), turn.value("bytes"));
      case "padv" -> AdviseCalls.processAdvise(turn);
      case "lock" -> LockCalls.lock(turn, turn.address("a"), turn.bytes("n"), 0);
      case "lock_raw" -> LockCalls.lock(turn, turn.value("addr"), turn.value("bytes"), 0);
      case "lock2" -> LockCalls.lock(turn, turn.address("a"), turn.bytes("n"), turn.value("flags"));
      case "unlock" -> LockCalls.unlock(turn);
      case "lockall" -> LockCalls.lockAll(turn);
      case "unlockall" -> LockCalls.unlockAll(turn);
      case "msync" -> LockCalls.sync(turn);
      case "seal" -> LockCalls.seal(turn, turn.address("a"));
      case "rfp" -> Files.remapPages(turn);
      default -> null;
    };
  }

  private static Answer memory(Turn turn) {
    Call call = turn.call();
    return switch (call.name()) {
      case "r" -> MemoryCalls.read(turn, turn.address("a"));
      case "w" -> MemoryCalls.write(turn, turn.address("a"), call.character("c", turn.env()));
      case "xc" -> MemoryCalls.execute(turn);
      case "watch" -> MemoryCalls.watch(turn);
      case "bndstx" -> MemoryCalls.storeBounds(turn);
      case "bndldx" -> MemoryCalls.loadBounds(turn);
      case "fill" -> MemoryCalls.fill(turn);
      case "pat" -> MemoryCalls.pattern(turn);
      case "fork" -> ChildCalls.fork(turn);
      case "vfork" -> ChildCalls.vfork(turn);
      case "child" -> ChildCalls.child(turn);
      case "child_kill" -> ChildCalls.kill(turn);
      case "child_exit" -> ChildCalls.exit(turn);
      case "child_pvr" -> ChildCalls.read(turn);
      case "child_maps" -> ChildCalls.maps(turn);
      case "mrelease" -> ChildCalls.release(turn);
      case "pvr" -> KernelCalls.remote(turn, false);
      case "pvw" -> KernelCalls.remote(turn, true);
      case "rd" -> KernelCalls.pipe(turn, true);
      case "wr" -> KernelCalls.pipe(turn, false);
      case "memrd" -> KernelCalls.readThroughProc(turn);
      case "memwr" -> KernelCalls.writeThroughProc(turn);
      case "guest" -> KernelCalls.guest(turn);
      case "gup", "gupf" -> KernelCalls.pin(turn);
      case "pinned" -> KernelCalls.pinned(turn);
      case "unpin" -> KernelCalls.unpin(turn);
      case "rb" -> MemoryCalls.read(turn, HeapCalls.address(turn));
      case "wb" ->
          MemoryCalls.write(turn, HeapCalls.address(turn), call.character("c", turn.env()));
      default -> null;
    };
  }

  private static Answer questions(Turn turn) {
    return switch (turn.call().name()) {
      case "maps" -> QuestionCalls.maps(turn);
      case "nvma" -> QuestionCalls.count(turn);
      case "vmlck" -> QuestionCalls.locked(turn);
      case "smaps" -> QuestionCalls.smaps(turn);
      case "hasflag" -> QuestionCalls.hasFlag(turn);
      case "mapname_deleted" -> QuestionCalls.isDeleted(turn);
      case "mincore" -> QuestionCalls.residency(turn, turn.address("a"), turn.bytes("n"));
      case "mincore_raw" -> QuestionCalls.residency(turn, turn.value("addr"), turn.value("bytes"));
      case "rollup" -> throw new Open("the resident pages of the whole process");
      case "totalmaps" -> throw new Open("the number of mappings of the process");
      case "hfree" -> SpecialCalls.hugePool(turn);
      case "special" -> SpecialCalls.range(turn);
      default -> null;
    };
  }

  private static Answer others(Turn turn) {
    return switch (turn.call().name()) {
      case "brk_init" -> HeapCalls.init(turn);
      case "brk" -> HeapCalls.set(turn);
      case "brk_raw" -> HeapCalls.setRaw(turn);
      case "cbrk" -> HeapCalls.current(turn);
      case "mapb" -> HeapCalls.map(turn);
      case "protb" -> protect(turn, HeapCalls.address(turn), turn.bytes("n"));
      case "unmapb" -> Unmapping.munmap(turn, HeapCalls.address(turn), turn.bytes("n"));
      case "sealb" -> LockCalls.seal(turn, HeapCalls.address(turn));
      case "rlim" -> HeapCalls.limit(turn);
      case "ftrunc" -> Files.truncate(turn);
      case "fpunch" -> Files.punchHole(turn);
      case "fread" -> Files.read(turn);
      case "fwrite" -> Files.write(turn);
      case "fsync", "fmove" -> Files.keep(turn);
      case "fd_close" -> Files.close(turn);
      case "dring" -> MapCalls.ring(turn);
      case "drevoke" -> Files.revokeDevice(turn);
      case "dfind" -> Files.findDevice(turn);
      case "shm" -> SharedCalls.create(turn);
      case "shmat" -> SharedCalls.attach(turn);
      case "shmdt" -> SharedCalls.detach(turn);
      case "shmn" -> SharedCalls.attachments(turn);
      case "shmrm" -> SharedCalls.removeSegment(turn);
      case "bind_map" -> BinderCalls.map(turn);
      case "bind_put" -> BinderCalls.put(turn);
      case "bind_free" -> BinderCalls.free(turn);
      case "bind_shrink" -> BinderCalls.shrink(turn);
      case "uevent" -> throw new Open("what a userfaultfd tells its monitor");
      case "uwake" -> Answer.OK;
      case "uffd_open" -> SharedCalls.openUserfaultfd(turn);
      case "ureg" -> SharedCalls.register(turn);
      case "uunreg" -> SharedCalls.unregister(turn);
      case "ucopy" -> SharedCalls.provide(turn, true);
      case "uzero" -> SharedCalls.provide(turn, false);
      case "uwp" -> throw new Open("write protection by userfaultfd");
      case "sp_unmap" -> SpecialCalls.unmap(turn);
      case "sp_adv" -> SpecialCalls.advise(turn);
      case "sp_lock" -> SpecialCalls.lock(turn);
      case "sp_remap" -> SpecialCalls.remap(turn);
      case "sp_pvr", "sp_prot" -> SpecialCalls.other(turn);
      default -> simple(turn);
    };
  }

  private static Answer simple(Turn turn) {
    switch (turn.call().name()) {
      case "dropcap" -> turn.state().limits.dropCapability();
      case "uprobe" -> turn.state().probes.add(Pages.of(turn.bytes("off")));
      case "count" -> turn.state().counters.merge(turn.call().text("name"), 1, Integer::sum);
      case "post", "wait", "kill" -> {
        // Between programs, not in the kernel: the order of the history holds what they do.
      }
      case "core", "fhuge" -> {
        // They only look, or change what nobody sees.
      }
      default -> {
        return null;
      }
    }
    return Answer.OK;
  }

  private static Answer protect(Turn turn, long address, long bytes) {
    return ProtectCalls.protect(turn, address, bytes, turn.call().prot("p", turn.env()));
  }

  private static Answer advise(Turn turn, long address, long bytes) {
    return AdviseCalls.advise(turn, address, bytes, turn.call().text("advice"));
  }
}
