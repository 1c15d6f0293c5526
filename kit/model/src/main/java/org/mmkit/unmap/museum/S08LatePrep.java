// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** Memory for the event of userfaultfd may be lacking; by then the VMAs are gone. */
@Strategy(
    id = "s-08",
    title = "the preparation that can fail comes after the detach",
    claims = Claim.DOWNGRADES)
public final class S08LatePrep extends Merged {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error();
    if (error == 0 && !vmas.isEmpty()) {
      takeOut(kernel, vmas);
      error = kernel.userfaultfd().prep(vmas);
    }
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return error;
    }
    finish(kernel, vmas);
    kernel.userfaultfd().complete();
    return 0;
  }
}
