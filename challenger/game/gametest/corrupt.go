// SPDX-License-Identifier: Apache-2.0

package gametest

import (
	"math/rand/v2"
	"reflect"

	"github.com/layeredpow/adit/challenger/game"
)

// Corrupt is a move or an event with one thing in it changed: a bit of a field, or the length of something. What was
// given stays as it is.
func Corrupt[T any](random *rand.Rand, m T) T {
	v := reflect.New(reflect.TypeOf(m)).Elem()
	v.Set(copied(reflect.ValueOf(m)))
	var fields []reflect.Value
	collect(v, &fields)
	if len(fields) > 0 {
		spoil(random, fields[random.IntN(len(fields))])
	}
	return v.Interface().(T)
}

// copied is a value that shares no slice with v.
func copied(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	switch v.Kind() {
	case reflect.Slice:
		c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			c.Index(i).Set(copied(v.Index(i)))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			c.Field(i).Set(copied(v.Field(i)))
		}
	case reflect.Interface:
		c.Set(copied(v.Elem()))
	}
	return c
}

// collect finds what can be spoilt: numbers, hashes, bytes and lists.
func collect(v reflect.Value, fields *[]reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			collect(v.Field(i), fields)
		}
	case reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			*fields = append(*fields, v)
			return
		}
		*fields = append(*fields, v.Index(0), v.Index(v.Len()-1))
	case reflect.Slice, reflect.Uint8, reflect.Uint32, reflect.Uint64:
		*fields = append(*fields, v)
	}
}

func spoil(random *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.Array:
		b := v.Index(random.IntN(v.Len()))
		b.SetUint(b.Uint() ^ 1<<random.IntN(8))
	case reflect.Slice:
		spoilSlice(random, v)
	default:
		v.SetUint(v.Uint() ^ 1<<random.IntN(v.Type().Bits()))
	}
}

// spoilSlice makes a list one longer or shorter, or changes one thing in it.
func spoilSlice(random *rand.Rand, v reflect.Value) {
	n := v.Len()
	switch k := random.IntN(4); {
	case k == 0 && v.Type().Elem().Kind() != reflect.Interface:
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
	case k == 1 && n > 0:
		v.Set(v.Slice(0, n-1))
	case n > 0:
		e := v.Index(random.IntN(n))
		if e.Kind() == reflect.Interface {
			e.Set(reflect.ValueOf(Corrupt(random, e.Interface().(game.Move))))
			return
		}
		spoil(random, e)
	}
}
