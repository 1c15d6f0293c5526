// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.MethodEntryRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.CaseRecord;

/** A replay with a debugger that is attached as an IDE does it. */
class DebugTest {
  private static final String BREAKPOINT = "org.mmkit.suite.Breakpoint";

  @TempDir Path root;

  @Test
  @Timeout(120)
  void theDebuggerHaltsInTheFailingTaskBeforeTheStep() throws Exception {
    StudentProject project = new StudentProject(root).strategy(GoalsTest.EARLY_UNLOCK);
    int port = freePort();
    project.stages = List.of("replay");
    project.fiber = FiberKind.THREAD;
    project.goal =
        JudgeRequest.Goal.replay(new CaseFile("own.sched", GoalsTest.SCHED), OptionalInt.of(port));
    CompletableFuture<VerifyOutcome> running =
        CompletableFuture.supplyAsync(project::verifyForReal);
    List<String> stack = stackAtTheBreakpoint(attach(port, project.log));
    CaseRecord record =
        running.get(60, TimeUnit.SECONDS).run().strategies().get(0).stages().get(0).cases().get(0);
    assertThat(record.headline()).startsWith("It comes again: MM0311");
    assertThat(stack.get(0)).isEqualTo(BREAKPOINT + ".here");
    assertThat(stack).contains("student.MyUnmap.munmap", "org.mmkit.mm.PageTables.unlink");
    assertThat(project.log.has("Listening for transport")).isFalse();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** As soon as the line is there that says how, and once. */
  private static VirtualMachine attach(int port, ListenerLog log) throws Exception {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(c -> c.transport().name().equals("dt_socket"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    String line = "the judged JVM waits for a debugger at 127.0.0.1:" + port;
    while (!log.has(line)) {
      Thread.sleep(1);
    }
    return connector.attach(arguments);
  }

  private static List<String> stackAtTheBreakpoint(VirtualMachine machine) throws Exception {
    MethodEntryRequest request = machine.eventRequestManager().createMethodEntryRequest();
    request.addClassFilter(BREAKPOINT);
    request.enable();
    machine.resume();
    List<String> stack = new ArrayList<>();
    while (true) {
      EventSet events = machine.eventQueue().remove();
      for (Event event : events) {
        if (event instanceof MethodEntryEvent entry) {
          assertThat(entry.thread().name()).as("as in the diagram").matches("T[12]");
          stack.addAll(frames(entry.thread()));
        } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
          return stack;
        }
      }
      events.resume();
      if (!stack.isEmpty()) {
        machine.dispose();
        return stack;
      }
    }
  }

  private static List<String> frames(ThreadReference thread) throws Exception {
    List<String> names = new ArrayList<>();
    for (StackFrame frame : thread.frames()) {
      names.add(frame.location().declaringType().name() + "." + frame.location().method().name());
    }
    return names;
  }
}
