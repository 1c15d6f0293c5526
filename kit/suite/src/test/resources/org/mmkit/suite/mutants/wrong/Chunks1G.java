// SPDX-License-Identifier: Apache-2.0
// explore/s18-huge-up: the lock is dropped after each GiB
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

public class Chunks1G implements UnmapStrategy {
  @Override public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) { return error; }
    long len = kernel.pageAlign(length);
    if (kernel.mmapSem().downWriteKillable() != 0) { return -Errno.EINTR; }
    
    for (long at = start; at < start + len; at += (1L << 30)) {
      long part = Math.min((1L << 30), start + len - at);
      if (at > start) {
        kernel.mmapSem().upWrite();
        kernel.mmapSem().downWrite();
      }
      error = kernel.doMunmap(at, part);
      if (error != 0) break;
    }

    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return error;
  }
}
