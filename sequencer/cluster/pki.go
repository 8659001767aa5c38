// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// Names of the files that a certificate folder holds. A member's own files are named by its id: MemberFiles.
const (
	caCertFile = "ca.pem"
	caKeyFile  = "ca-key.pem"
)

// Certificates carry the member id as their only DNS name, so an id has the shape of a DNS label.
var validID = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)

// ValidID says whether a certificate can carry the member id.
func ValidID(id string) bool { return validID.MatchString(id) }

// ErrID is a member id that no certificate can carry.
var ErrID = errors.New("member id must be 1 to 63 of a-z, 0-9 and inner hyphens")

// Authority signs member certificates. Whoever holds its key can become any member: keep it off the sequencers.
type Authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// CreateAuthority makes a certificate authority in dir, which is created if need be: ca.pem and ca-key.pem, the
// latter 0600. It fails with os.ErrExist if the folder already has one.
func CreateAuthority(dir string, lifetime time.Duration) (*Authority, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("create certificate folder: %w", err)
	}
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: "adit sequencer authority"},
		KeyUsage:              x509.KeyUsageCertSign,
		BasicConstraintsValid: true,
		IsCA:                  true,
		MaxPathLenZero:        true,
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make authority key: %w", err)
	}
	self := &Authority{cert: template, key: key}
	der, err := self.sign(template, key, lifetime)
	if err != nil {
		return nil, err
	}
	if err := writePair(filepath.Join(dir, caCertFile), filepath.Join(dir, caKeyFile), der, key); err != nil {
		return nil, err
	}
	return LoadAuthority(dir)
}

// LoadAuthority reads what CreateAuthority wrote.
func LoadAuthority(dir string) (*Authority, error) {
	pair, err := loadPair(filepath.Join(dir, caCertFile), filepath.Join(dir, caKeyFile))
	if err != nil {
		return nil, fmt.Errorf("load authority: %w", err)
	}
	key, ok := pair.PrivateKey.(*ecdsa.PrivateKey)
	if !ok || !pair.Leaf.IsCA {
		return nil, fmt.Errorf("load authority: %s is not a certificate authority with an ECDSA key", filepath.Join(dir, caCertFile))
	}
	return &Authority{cert: pair.Leaf, key: key}, nil
}

// Files of one member.
type Files struct {
	CA, Cert, Key string
}

// MemberFiles names the files of member id in dir.
func MemberFiles(dir, id string) Files {
	return Files{
		CA:   filepath.Join(dir, caCertFile),
		Cert: filepath.Join(dir, id+".pem"),
		Key:  filepath.Join(dir, id+"-key.pem"),
	}
}

// Issue writes a certificate and key for member id into dir (MemberFiles), valid for lifetime. It fails with
// os.ErrExist if they are there already.
func (a *Authority) Issue(dir, id string, lifetime time.Duration) (Files, error) {
	files := MemberFiles(dir, id)
	if !validID.MatchString(id) {
		return files, fmt.Errorf("%w: %q", ErrID, id)
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return files, fmt.Errorf("make key of %s: %w", id, err)
	}
	der, err := a.sign(&x509.Certificate{
		Subject:     pkix.Name{CommonName: id},
		DNSNames:    []string{id},
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}, key, lifetime)
	if err != nil {
		return files, fmt.Errorf("certificate of %s: %w", id, err)
	}
	return files, writePair(files.Cert, files.Key, der, key)
}

// clockSkew is how far the clocks of two members may differ before a fresh certificate is refused as not yet valid.
const clockSkew = 10 * time.Minute

func (a *Authority) sign(template *x509.Certificate, key *ecdsa.PrivateKey, lifetime time.Duration) ([]byte, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, fmt.Errorf("draw serial number: %w", err)
	}
	now := time.Now()
	template.SerialNumber = serial
	template.NotBefore = now.Add(-clockSkew)
	template.NotAfter = now.Add(lifetime)
	if template.NotAfter.Before(template.NotBefore) { // an expired certificate, as tests need it
		template.NotBefore = template.NotAfter.Add(-clockSkew)
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, key.Public(), a.key)
	if err != nil {
		return nil, fmt.Errorf("sign certificate: %w", err)
	}
	return der, nil
}

func writePair(certPath, keyPath string, der []byte, key *ecdsa.PrivateKey) error {
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("encode key: %w", err)
	}
	if err := writePEM(keyPath, "PRIVATE KEY", secret); err != nil {
		return err
	}
	return writePEM(certPath, "CERTIFICATE", der)
}

func writePEM(path, kind string, der []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	err = pem.Encode(f, &pem.Block{Type: kind, Bytes: der})
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// loadPair reads a certificate and its key, and refuses a key that others may read.
func loadPair(certPath, keyPath string) (tls.Certificate, error) {
	info, err := os.Stat(keyPath)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("key: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return tls.Certificate{}, fmt.Errorf("key %s is readable by others (mode %#o): chmod 600 it", keyPath, info.Mode().Perm())
	}
	pair, err := tls.LoadX509KeyPair(certPath, keyPath)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("certificate %s with key %s: %w", certPath, keyPath, err)
	}
	if pair.Leaf, err = x509.ParseCertificate(pair.Certificate[0]); err != nil {
		return tls.Certificate{}, fmt.Errorf("certificate %s: %w", certPath, err)
	}
	return pair, nil
}

// Identity is what a member proves itself with, and whom it trusts.
type Identity struct {
	ID     string // member id, the only DNS name of the certificate
	cert   tls.Certificate
	roots  *x509.CertPool
	expiry time.Time // of the certificate or of one that it is checked by, whichever is first
}

// LoadIdentity reads a member's files and checks them as its peers would: signed by the CA, carrying exactly one id,
// not expired.
func LoadIdentity(files Files) (*Identity, error) {
	pair, err := loadPair(files.Cert, files.Key)
	if err != nil {
		return nil, err
	}
	bundle, err := os.ReadFile(files.CA)
	if err != nil {
		return nil, fmt.Errorf("certificate authority: %w", err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(bundle) {
		return nil, fmt.Errorf("certificate authority %s: no certificate in it", files.CA)
	}
	id, err := certificateID(pair.Leaf)
	if err != nil {
		return nil, fmt.Errorf("certificate %s: %w", files.Cert, err)
	}
	if _, err := pair.Leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: id}); err != nil {
		return nil, fmt.Errorf("certificate %s is of no use with authority %s: %w", files.Cert, files.CA, err)
	}
	return &Identity{ID: id, cert: pair, roots: roots, expiry: firstExpiry(pair.Leaf.NotAfter, bundle)}, nil
}

// firstExpiry is the earlier one of leaf and the ends of a PEM bundle's certificates, which has been read before.
func firstExpiry(leaf time.Time, bundle []byte) time.Time {
	first := leaf
	for block, rest := pem.Decode(bundle); block != nil; block, rest = pem.Decode(rest) {
		if cert, err := x509.ParseCertificate(block.Bytes); err == nil && cert.NotAfter.Before(first) {
			first = cert.NotAfter
		}
	}
	return first
}

// certificateID is the member id that a certificate is bound to.
func certificateID(cert *x509.Certificate) (string, error) {
	if len(cert.DNSNames) != 1 || !validID.MatchString(cert.DNSNames[0]) {
		return "", fmt.Errorf("must carry exactly one DNS name, the member id, has %q", cert.DNSNames)
	}
	return cert.DNSNames[0], nil
}
