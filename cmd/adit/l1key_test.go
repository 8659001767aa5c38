// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"
)

func TestLoadKey(t *testing.T) {
	want, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	plain := hex.EncodeToString(crypto.FromECDSA(want))
	id := uuid.New()
	sealed, err := keystore.EncryptKey(&keystore.Key{Id: id, Address: crypto.PubkeyToAddress(want.PublicKey), PrivateKey: want}, "open", keystore.LightScryptN, keystore.LightScryptP)
	if err != nil {
		t.Fatal(err)
	}
	passphrase := write(t, 0o600, "open\n")
	for _, c := range []struct {
		name, path, passphrase, want string
	}{
		{"hex", write(t, 0o600, plain+"\n"), "", ""},
		{"hex with prefix", write(t, 0o400, "0x"+plain), "", ""},
		{"keystore", write(t, 0o600, string(sealed)), passphrase, ""},
		{"keystore without passphrase", write(t, 0o600, string(sealed)), "", "--l1.passphrase"},
		{"wrong passphrase", write(t, 0o600, string(sealed)), write(t, 0o600, "shut"), "decrypt keystore"},
		{"readable by the group", write(t, 0o640, plain), "", "chmod 600"},
		{"passphrase readable by all", write(t, 0o600, string(sealed)), write(t, 0o644, "open"), "chmod 600"},
		{"not a key", write(t, 0o600, "hello"), "", "not 32 bytes in hex"},
		{"no file", "/nonexistent/key", "", "open secret"},
	} {
		t.Run(c.name, func(t *testing.T) {
			key, err := loadKey(c.path, c.passphrase, "l1.passphrase")
			if c.want == "" {
				if err != nil || !key.Equal(want) {
					t.Fatalf("got %v, %v", key, err)
				}
				return
			}
			if err == nil || !strings.Contains(report(err), c.want) || exitCode(err) != exitUsage {
				t.Fatalf("got %v, want a usage error with %q", err, c.want)
			}
			if strings.Contains(report(err), plain) {
				t.Fatal("the report shows the key")
			}
		})
	}
}
