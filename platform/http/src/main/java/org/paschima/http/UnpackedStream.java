package org.paschima.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A gzip body as it was before it was packed. A packed piece is asked for only once the one before is unpacked and taken, and
 * the event loop gets its turn in between, so that a body that unpacks to far more than it is holds up nobody.
 *
 * <p>What is more than {@value #MOST_RATIO} times as large as its packed form, and more than {@value #SMALL_ENOUGH} bytes, is
 * no body that anyone means: it is refused as too large, whatever the limit of the route. Confined to its event loop.
 */
final class UnpackedStream implements ReadStream<Buffer> {

    static final int MOST_RATIO = 200;
    static final int SMALL_ENOUGH = 4 << 20;

    private static final int PIECE = 16 * 1024;
    private static final int PIECES_A_TURN = 16;

    private final ReadStream<Buffer> packed;
    private final Context loop;
    private final Gunzip gunzip = new Gunzip();
    private final byte[] piece = new byte[PIECE];
    private @Nullable Handler<Buffer> onPiece;
    private @Nullable Handler<Void> onEnd;
    private @Nullable Handler<Throwable> onFailure;
    private long sizePacked;
    private long size;
    private long demand;
    private boolean isFed;
    private boolean isAskedFor;
    private boolean isScheduled;
    private boolean isEnded;
    private boolean isOver;

    UnpackedStream(ReadStream<Buffer> packed, Context loop) {
        this.packed = packed;
        this.loop = loop;
        packed.pause();
        packed.handler(this::take);
        packed.endHandler(_ -> {
            isEnded = true;
            pump();
        });
        packed.exceptionHandler(this::fail);
    }

    private void take(Buffer bytes) {
        if (isOver) {
            return; // what comes after a refusal is thrown away
        }
        isAskedFor = false;
        isFed = true;
        sizePacked += bytes.length();
        gunzip.feed(bytes.getBytes());
        pump();
    }

    private void pump() {
        if (isScheduled) {
            return;
        }
        try {
            for (int i = 0; demand > 0 && isFed && !isOver; i++) {
                if (i == PIECES_A_TURN) {
                    isScheduled = true;
                    loop.runOnContext(_ -> {
                        isScheduled = false;
                        pump();
                    });
                    return;
                }
                int count = gunzip.read(piece);
                if (count == 0) {
                    isFed = false;
                } else {
                    give(count);
                }
            }
        } catch (DataFormatException _) {
            fail(damaged());
        }
        if (demand > 0 && !isFed && !isOver) {
            goOn();
        }
    }

    private void give(int count) {
        size += count;
        if (size > SMALL_ENOUGH && size / MOST_RATIO > sizePacked) {
            fail(Problem.of(
                            ProblemType.TOO_LARGE,
                            "the body unpacks to more than " + MOST_RATIO + " times its size; send it in smaller parts")
                    .asException());
        } else if (onPiece != null) {
            demand -= demand == Long.MAX_VALUE ? 0 : 1;
            onPiece.handle(Buffer.buffer().appendBytes(piece, 0, count));
        }
    }

    private void goOn() {
        if (!isEnded) {
            if (!isAskedFor) {
                isAskedFor = true;
                packed.fetch(1);
            }
        } else if (gunzip.isWhole() && sizePacked > 0) {
            isOver = true;
            gunzip.close();
            if (onEnd != null) {
                onEnd.handle(null);
            }
        } else {
            fail(damaged());
        }
    }

    private static ProblemException damaged() {
        return Problem.of(ProblemType.MALFORMED, "the body is not gzip, or damaged or cut off")
                .asException();
    }

    private void fail(Throwable failure) {
        if (!isOver) {
            isOver = true;
            gunzip.close();
            packed.resume();
            if (onFailure != null) {
                onFailure.handle(failure);
            }
        }
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        onPiece = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        onEnd = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        onFailure = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        demand = 0;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        demand = amount > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + amount;
        pump();
        return this;
    }
}
