// SPDX-License-Identifier: Apache-2.0
package student;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Strategies that a step gives an error, and that return something else. */
public final class LosesErrors {
  private LosesErrors() {}

  /** Right but for what it returns where a step fails. */
  abstract static class Munmap implements UnmapStrategy {
    int whereCheckFails(int error) {
      return error;
    }

    int whereSignalled() {
      return -Errno.EINTR;
    }

    int whereStepFails(int error) {
      return error;
    }

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      int error = kernel.checkRange(start, length);
      if (error != 0) {
        return whereCheckFails(error);
      }
      if (kernel.mmapSem().downWriteKillable() != 0) {
        return whereSignalled();
      }
      VmaRange vmas = kernel.lookupAndSplit(start, length);
      error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
      if (error != 0 || vmas.isEmpty()) {
        kernel.mmapSem().upWrite();
        return error == 0 ? 0 : whereStepFails(error);
      }
      kernel.munlock(vmas);
      kernel.detach(vmas);
      kernel.archUnmap(vmas);
      kernel.unmapRegion(vmas);
      kernel.removeVmaList(vmas);
      kernel.mmapSem().upWrite();
      kernel.userfaultfd().complete();
      return 0;
    }
  }

  /** Takes a fatal signal for success. */
  public static final class SignalIsZero extends Munmap {
    @Override
    int whereSignalled() {
      return 0;
    }
  }

  /** Mixes two errors up. */
  public static final class WrongErrno extends Munmap {
    @Override
    int whereCheckFails(int error) {
      return -Errno.ENOMEM;
    }
  }

  /** Takes a failed step for success. */
  public static final class FailureIsZero extends Munmap {
    @Override
    int whereStepFails(int error) {
      return 0;
    }
  }
}
