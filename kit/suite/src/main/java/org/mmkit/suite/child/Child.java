// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mmkit.machine.HeapReserve;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.Part;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.Subject;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.run.Refusals;

/**
 * Carries out one request: loads the strategy, runs the stages, and reports each step to the
 * parent.
 */
final class Child {
  private final List<Stage> stages;
  private final Shipped shipped;
  private final ChildRequest request;
  private final ParentLink parent;
  private final Capture capture;
  private final Position position = new Position();

  private Child(List<Stage> stages, Shipped shipped, ChildRequest request, ParentLink parent) {
    this.stages = stages;
    this.shipped = shipped;
    this.request = request;
    this.parent = parent;
    this.capture = new Capture((task, text) -> parent.send(new Frame.Output(task, text)));
  }

  /**
   * Reads a request from standard input and carries it out. A JVM that has run the kit's own
   * strategies alone takes the next one, and is warm; else it waits for the parent to end it.
   */
  static void main(List<Stage> stages, Shipped shipped) {
    InputStream in = System.in;
    System.setIn(InputStream.nullInputStream());
    Requests requests = new Requests(in);
    boolean again = true;
    while (again) {
      ChildRequest request = requests.next();
      try (ParentLink parent = new ParentLink(request.port())) {
        Child child = new Child(stages, shipped, request, parent);
        child.run();
        again = child.runsOurCodeAlone();
        if (!again) {
          awaitTheParent();
        }
      } catch (IOException e) {
        System.err.println("mmkit: the judged JVM cannot talk to its parent: " + e.getMessage());
        Runtime.getRuntime().halt(1);
      }
    }
  }

  private boolean runsOurCodeAlone() {
    return shipped.byId(request.strategy()).isPresent()
        && request.asked().goal().other().map(shipped::byId).map(Optional::isPresent).orElse(true);
  }

  /**
   * The parent reads the last frame, ends what the strategy may have started, and then this JVM.
   */
  private static void awaitTheParent() {
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        // Not from the parent.
      }
    }
  }

  private void run() {
    try {
      hello(FiberReport.of(request.asked().fiber()));
    } catch (BadInputException e) {
      hello("none");
      stop(Frame.Trouble.INPUT, e.getMessage());
      return;
    }
    HeapReserve.keep();
    StudentCode code = new StudentCode(strategyClass());
    Streaming progress =
        new Streaming(parent, capture, code, position, request.asked().goal().minutes());
    rehearse(progress, code);
    capture.install();
    if (request.asked().goal().debugPort().isEmpty()) {
      new Watchdog(parent, capture, code, position, request.asked()).start();
    }
    ExitHook exitHook = new ExitHook(parent, capture, code, position);
    Runtime.getRuntime().addShutdownHook(exitHook);
    try {
      judge(progress);
      capture.drain();
      if (runsOurCodeAlone()) {
        Runtime.getRuntime().removeShutdownHook(exitHook);
      }
      parent.sendEnd(request.nonce());
    } catch (BrokenRunException e) {
      stop(e.trouble, e.getMessage());
    } catch (BadInputException e) {
      stop(Frame.Trouble.INPUT, e.getMessage());
    } catch (Throwable e) {
      stopAfter(e, code);
    }
  }

  private void hello(String fiber) {
    parent.send(new Frame.Hello(request.nonce(), Runtime.version().toString(), fiber));
  }

  /**
   * What is first linked or initialised when the heap is full is lost for good, so that is done
   * now.
   */
  private void rehearse(Streaming progress, StudentCode code) {
    Throwable thrown = new IllegalStateException("rehearsal");
    String type = code.strategyClass();
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement(type, "munmap", "Rehearsal.java", 1)});
    progress.broken("", "", thrown);
    position.enterStage("rehearsal");
    sentence(thrown, code, true);
    position.enterStage("");
  }

  /** Reports what escaped, though the heap may be full. */
  private void stopAfter(Throwable e, StudentCode code) {
    HeapReserve.spendOn(
        e,
        () -> {
          boolean students = code.isStudents(e) || e instanceof VirtualMachineError;
          stop(students ? Frame.Trouble.STRATEGY : Frame.Trouble.KIT, sentence(e, code, students));
        });
  }

  private String sentence(Throwable thrown, StudentCode code, boolean students) {
    String who = students ? "The strategy " : "mmkit itself ";
    return who + code.describe(thrown, position.where());
  }

  private String strategyClass() {
    return shipped.byId(request.strategy()).map(Class::getName).orElse(request.strategy());
  }

  private void stop(Frame.Trouble trouble, String sentence) {
    capture.drain();
    parent.sendLast(new Frame.Broken(trouble, sentence));
  }

  private void judge(Streaming progress) {
    List<Stage> wanted = request.asked().stages().stream().map(this::stage).toList();
    Refusals.check(request.asked(), wanted, Scenarios::ofTheKit);
    SubjectLoader loader = new SubjectLoader(shipped);
    Subject subject = loader.load(request.strategy());
    parent.send(new Frame.Found(subject.info()));
    StageRequest stageRequest =
        new StageRequest(
            request.asked(), subject, request.asked().goal().other().map(loader::load));
    StageWalk walk = new StageWalk(wanted, stageRequest, parent, position, progress);
    Optional<Part> part = request.asked().search().part();
    if (part.isPresent()) {
      walk.some(part.get());
    } else if (request.asked().search().failFast()) {
      walk.byTurns(progress.causes());
    } else {
      walk.oneByOne();
    }
  }

  private Stage stage(String id) {
    return stages.stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "There is no stage \""
                        + id
                        + "\" (mmkit.stages); there are "
                        + stages.stream()
                            .filter(s -> !s.ofAGoal())
                            .map(Stage::id)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
