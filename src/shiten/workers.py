"""The same work on many things, in several processes: started anew (spawn), one thing at a time each."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_AHEAD = 2  # things handed out for each worker: one in work, one at hand


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    things: Iterable[Thing], work: Callable[[Thing], Result], *, workers: int, died: Result
) -> Generator[tuple[Thing, Result]]:
    """Yield every thing with ``work(thing)`` as they are finished, in no order.

    With one worker (or one thing) the work is done in this process. Where a worker process dies, the things
    at hand are tried again one by one, each in a process of its own; a second death gives ``died``. Close
    the iterator to stop the workers at once.
    """
    waiting = deque(things)
    workers = min(workers, len(waiting))
    if workers <= 1:
        for thing in waiting:
            yield thing, work(thing)
        return
    suspects: list[Thing] = []
    while waiting:
        running: dict[Future[Result], Thing] = {}
        try:
            with _pool(workers) as pool:
                while waiting or running:
                    while waiting and len(running) < _AHEAD * workers:
                        handed = pool.submit(work, waiting[0])
                        running[handed] = waiting.popleft()
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        result = future.result()
                        yield running.pop(future), result
        except BrokenProcessPool:
            suspects += running.values() or [waiting.popleft()]
    for thing in suspects:
        yield thing, _alone(thing, work, died)


def _alone(thing: Thing, work: Callable[[Thing], Result], died: Result) -> Result:
    try:
        with _pool(1) as pool:
            return pool.submit(work, thing).result()
    except BrokenProcessPool:
        return died


@contextlib.contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes have started; on any exception they are stopped, not waited for."""
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    try:
        with _interrupts_ignored():
            pool.submit(_nothing)  # the first task starts all processes
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    pool.shutdown()


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ignore Ctrl-C while processes start, which inherit that: only the parent answers to it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin() -> None:
    """Prepare a worker: no threads of its own, as there is a worker a core, and gone when its parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def _nothing() -> None:
    """Do nothing: the task that starts a pool."""
