// Threads of glibc: mutexes, conditions, semaphores, thread-local storage, joins, and C11 atomics.
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

enum { threads = 8, rounds = 200 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t barrier;
static sem_t slots;
static int turn;
static long sum;
static _Atomic long count;
static _Atomic unsigned small;
static _Thread_local int own;

static void *worker(void *argument) {
  long me = (long)argument;
  own = 100 * me;
  pthread_barrier_wait(&barrier);
  for (int i = 0; i < rounds; i++) {
    pthread_mutex_lock(&mutex);
    while (turn != me) pthread_cond_wait(&changed, &mutex);
    sum = sum * 31 % 1000003 + me;
    turn = (turn + 1) % threads;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
    sem_wait(&slots);
    atomic_fetch_add(&count, me);
    atomic_fetch_xor(&small, (unsigned)(i + me));
    own++;
    sem_post(&slots);
  }
  return (void *)(long)own;
}

int main(void) {
  pthread_t list[threads];
  pthread_barrier_init(&barrier, NULL, threads + 1);
  sem_init(&slots, 0, 2);
  for (long i = 0; i < threads; i++) {
    if (pthread_create(&list[i], NULL, worker, (void *)i)) return 1;
  }
  pthread_barrier_wait(&barrier);
  for (int i = 0; i < threads; i++) {
    void *result;
    pthread_join(list[i], &result);
    printf("thread %d: %ld\n", i, (long)result);
  }
  printf("%ld %ld %u\n", sum, (long)count, small);
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 1000000;
  if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
  pthread_mutex_lock(&mutex);
  int late = pthread_cond_timedwait(&changed, &mutex, &until);
  printf("timed out: %d\n", late == ETIMEDOUT);
  return 0;
}
