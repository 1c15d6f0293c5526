// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.mmkit.suite.child.ChildRequest;

/**
 * Judged JVMs, several of which run at a time. They are started in order, and the listener hears of
 * them in that order. To close ends those that still run.
 */
final class Conversations implements AutoCloseable {
  private static final long NS_PER_MS = 1_000_000;

  /**
   * What one of them came to.
   *
   * @param wallMs milliseconds from its start to its end
   */
  record Heard(Transcript transcript, long wallMs) {}

  private record Begun(Conversation conversation, Relay relay, Future<Heard> heard) {}

  private final RunListener listener;
  private final ExecutorService threads;
  private final List<Begun> begun = new ArrayList<>();

  /**
   * @param atOnce how many run at a time
   */
  Conversations(RunListener listener, int atOnce) {
    this.listener = listener;
    this.threads =
        Executors.newFixedThreadPool(
            atOnce,
            body -> {
              Thread thread = new Thread(body, "mmkit-conversation");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Lets one more run, as soon as one of those before it has ended. */
  void begin(Conversation conversation, IntFunction<ChildRequest> request) {
    begin(conversation, request, listener);
  }

  /** The same with a listener of its own. */
  void begin(Conversation conversation, IntFunction<ChildRequest> request, RunListener own) {
    Relay relay = new Relay(own);
    Future<Heard> heard =
        threads.submit(
            () -> {
              long begin = System.nanoTime();
              try {
                Transcript transcript = conversation.hold(request, relay);
                return new Heard(transcript, (System.nanoTime() - begin) / NS_PER_MS);
              } finally {
                relay.end();
              }
            });
    begun.add(new Begun(conversation, relay, heard));
  }

  /** Tells of one as it goes on, and gives what it came to. */
  Heard hear(int index) {
    Begun one = begun.get(index);
    try {
      one.relay().pass();
      return one.heard().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("The run was interrupted.");
    } catch (ExecutionException e) {
      throw failure(Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof IOException noJvm) {
      return new UncheckedIOException(
          "The judged JVM cannot be started: " + noJvm.getMessage(), noJvm);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException other ? other : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    begun.forEach(one -> one.conversation().stop());
  }
}
