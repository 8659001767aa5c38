// SPDX-License-Identifier: Apache-2.0

package client

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// Decode fills in what an answer says. It refuses one that lacks a field which into has, unless the field may be left
// out (omitempty), and null where into has no pointer: what is not there would be taken for zero, and acted upon.
// Fields that into does not have are passed over.
func Decode(answer json.RawMessage, into any) error {
	if len(answer) == 0 {
		answer = json.RawMessage("null")
	}
	if err := whole(answer, reflect.TypeOf(into).Elem(), "the answer"); err != nil {
		return err
	}
	return json.Unmarshal(answer, into)
}

var (
	readsJSON = reflect.TypeFor[json.Unmarshaler]()
	readsText = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// whole says what raw lacks of t. What is of another kind altogether is left to encoding/json to refuse.
func whole(raw json.RawMessage, t reflect.Type, name string) error {
	if null := string(raw) == "null"; null || t.Kind() == reflect.Pointer {
		switch {
		case t.Kind() == reflect.Interface || null && t.Kind() == reflect.Pointer:
			return nil
		case null:
			return fmt.Errorf("%s is null", name)
		}
		return whole(raw, t.Elem(), name)
	}
	if pointer := reflect.PointerTo(t); pointer.Implements(readsJSON) || pointer.Implements(readsText) {
		return nil
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		return wholeList(raw, t.Elem(), name)
	case reflect.Struct:
		return wholeObject(raw, t, name)
	}
	return nil
}

func wholeList(raw json.RawMessage, t reflect.Type, name string) error {
	var elements []json.RawMessage
	if json.Unmarshal(raw, &elements) != nil {
		return nil // such as bytes
	}
	for i, element := range elements {
		if err := whole(element, t, fmt.Sprintf("%s[%d]", name, i)); err != nil {
			return err
		}
	}
	return nil
}

func wholeObject(raw json.RawMessage, t reflect.Type, name string) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for i := range t.NumField() {
		field := t.Field(i)
		key, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !field.IsExported() || key == "-" || key == "" {
			continue
		}
		value, there := fields[key]
		if !there && strings.Contains(options, "omitempty") {
			continue
		}
		if !there {
			return fmt.Errorf("%s lacks %q", name, key)
		}
		if err := whole(value, field.Type, name+"."+key); err != nil {
			return err
		}
	}
	return nil
}
