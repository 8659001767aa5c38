// SPDX-License-Identifier: Apache-2.0

// Command gorun does a little of all that a Go program does, and prints what comes out: the same everywhere.
package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/big"
	"os"
	"regexp"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	fmt.Println(len(os.Args), os.Args[1:], os.Getenv("NAME"))
	for _, part := range []func(){numbers, floats, containers, texts, channels, locks, clocks, garbage, failures} {
		part()
	}
	fmt.Fprintln(os.Stderr, "to standard error")
	os.Exit(3)
}

func numbers() {
	f := big.NewInt(1)
	for i := int64(2); i <= 300; i++ {
		f.Mul(f, big.NewInt(i))
	}
	fmt.Println("300! =", f)
	p := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 521), big.NewInt(1))
	fmt.Println("2^521-1 prime:", p.ProbablyPrime(5))
	fmt.Println(new(big.Int).Exp(big.NewInt(3), p, big.NewInt(1_000_000_007)))
	q, r := new(big.Int).QuoRem(f, p, new(big.Int))
	fmt.Printf("%x\n%x\n", q, r)
	fmt.Println(new(big.Float).SetPrec(300).Sqrt(big.NewFloat(2).SetPrec(300)))
	x := uint64(88172645463325252)
	for range 1000 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	fmt.Printf("%x %x\n", x, sha256.Sum256([]byte(fmt.Sprint(x))))
}

func floats() {
	var sum float64
	for i := 1; i <= 2000; i++ {
		v := float64(i) / 7
		sum += math.Sin(v)*math.Sqrt(v) + math.Log(v) - math.Pow(v, -1.5) + math.FMA(v, v, -sum)
		sum = math.Mod(sum, 1e6)
	}
	fmt.Println(sum, float32(sum), math.Floor(sum), int64(sum))
	for _, v := range []float64{0, math.Copysign(0, -1), math.Inf(1), math.NaN(), math.SmallestNonzeroFloat64, math.MaxFloat64, 1.0 / 3} {
		fmt.Printf("%v %x %g %v %v %v\n", v, v, float32(v), int32(int64(math.Min(math.Max(v, -1e9), 1e9))), math.Signbit(v), math.RoundToEven(v))
	}
	c := complex(sum, -1)
	fmt.Println(c*c, real(c/complex(3, 4)))
}

func containers() {
	m := map[string]int{}
	for i := range 5000 {
		m[fmt.Sprintf("key %d", i*i%1000)] += i
	}
	keys := slices.Sorted(maps.Keys(m))
	fmt.Println(len(keys), keys[:5], m[keys[3]])
	type person struct {
		name string
		age  int
	}
	people := make([]person, 500)
	for i := range people {
		people[i] = person{fmt.Sprint("p", i*7919%500), i * 31 % 97}
	}
	sort.SliceStable(people, func(i, j int) bool { return people[i].age < people[j].age })
	fmt.Println(people[:4], people[250], people[499])
}

func texts() {
	text := strings.Repeat("the quick brown fox jumps over the lazy dog; ", 50)
	re := regexp.MustCompile(`(\w+) (\w+)x`)
	fmt.Println(len(re.FindAllString(text, -1)), re.ReplaceAllString(text, "$2-$1")[:40])
	s := bufio.NewScanner(strings.NewReader(text))
	s.Split(bufio.ScanWords)
	n := 0
	for s.Scan() {
		n += len(s.Text())
	}
	fmt.Println(n, strings.ToUpper("größe"), []rune("日本")[1])
}

func channels() {
	numbers, squares := make(chan int), make(chan int, 3)
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			for n := range numbers {
				squares <- n * n
				runtime.Gosched()
			}
		})
	}
	go func() {
		for i := range 1000 {
			numbers <- i
		}
		close(numbers)
		workers.Wait()
		close(squares)
	}()
	sum := 0
	for s := range squares {
		sum += s
	}
	fmt.Println("sum of squares", sum)

	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err())
	case <-time.After(time.Hour):
		fmt.Println("an hour later")
	}
}

func locks() {
	var mu sync.RWMutex
	var once sync.Once
	var count atomic.Int64
	var group sync.WaitGroup
	shared := map[int]int{}
	for g := range 20 {
		group.Go(func() {
			// A thread of its own, so that the machine has several.
			if g%4 == 0 {
				runtime.LockOSThread()
				defer runtime.UnlockOSThread()
			}
			for i := range 50 {
				mu.Lock()
				shared[i] += g
				mu.Unlock()
				mu.RLock()
				_ = shared[i]
				mu.RUnlock()
				count.Add(1)
				if i%10 == 0 {
					time.Sleep(time.Microsecond)
				}
			}
			once.Do(func() { fmt.Println("once") })
		})
	}
	group.Wait()
	fmt.Println(count.Load(), shared[0], shared[49])
}

func clocks() {
	start := time.Now()
	time.Sleep(50 * time.Millisecond)
	took := time.Since(start)
	fmt.Println("slept long enough:", took >= 50*time.Millisecond, "and not for ever:", took < 20*time.Second)
	ticks := 0
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for range ticker.C {
		if ticks++; ticks == 5 {
			break
		}
	}
	fmt.Println(ticks, "ticks;", time.Unix(1e9, 0).UTC().Format(time.RFC1123))
}

// node is garbage soon.
type node struct {
	left, right *node
	bytes       [48]byte
}

func tree(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{left: tree(depth - 1), right: tree(depth - 1)}
}

func (n *node) count() int {
	if n == nil {
		return 0
	}
	return 1 + n.left.count() + n.right.count()
}

func garbage() {
	kept := tree(10)
	total := 0
	for range 30 {
		total += tree(10).count()
	}
	finalized := make(chan bool, 1)
	runtime.AddCleanup(tree(2), func(int) { finalized <- true }, 0)
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	fmt.Println(total, kept.count(), "collected:", stats.NumGC > 1, "cleaned up:", <-finalized)
}

var errOurs = errors.New("ours")

func failures() {
	defer func() { fmt.Println("recovered:", recover()) }()
	fmt.Println(errors.Is(fmt.Errorf("wrapped: %w", errOurs), errOurs))
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		zero := len(os.Getenv("NOTHING"))
		fmt.Println(1 / zero)
	}()
	list := []int{1, 2, 3}
	fmt.Println(list[len(os.Args)+5])
}
