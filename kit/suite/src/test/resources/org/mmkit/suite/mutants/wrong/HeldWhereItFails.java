// SPDX-License-Identifier: Apache-2.0
// conformance/FRK-012: the lock stays held where do_munmap fails, and events are delivered all the same
package wrong;

import org.mmkit.unmap.*;

public class HeldWhereItFails implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    error = kernel.doMunmap(start, length);
    if (error == 0) {
      kernel.mmapSem().upWrite();
    }
    kernel.userfaultfd().complete();
    return error;
  }
}
