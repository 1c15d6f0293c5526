// SPDX-License-Identifier: Apache-2.0
package org.mmkit.bench;

/**
 * A read-write semaphore of one monitor, with a downgrade: what Lincheck runs fastest among those
 * that plain Java offers.
 */
final class MonitorSem {
  private boolean writing;
  private int readers;

  synchronized void downWrite() {
    while (writing || readers > 0) {
      await();
    }
    writing = true;
  }

  synchronized void downRead() {
    while (writing) {
      await();
    }
    readers++;
  }

  synchronized void downgradeWrite() {
    writing = false;
    readers++;
    notifyAll();
  }

  synchronized void upRead() {
    readers--;
    notifyAll();
  }

  synchronized void upWrite() {
    writing = false;
    notifyAll();
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
