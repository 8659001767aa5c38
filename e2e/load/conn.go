// SPDX-License-Identifier: Apache-2.0

package load

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// answerLimit is the longest time that one send may take before the connection counts as dead.
const answerLimit = 10 * time.Second

// conn is one HTTP connection, kept open, that carries one send at a time. A general HTTP client costs several times
// as much per request as the node's own work.
type conn struct {
	host    string
	header  []byte // of every request, up to the value of Content-Length
	tcp     net.Conn
	reader  *bufio.Reader
	request []byte
	answer  bytes.Buffer
}

func newConn(rawURL string) (*conn, error) {
	u, err := url.Parse(rawURL)
	if err != nil {
		return nil, err
	}
	host := u.Host
	if u.Port() == "" {
		host = net.JoinHostPort(u.Hostname(), "80")
	}
	header := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: ", u.RequestURI(), u.Host)
	return &conn{host: host, header: []byte(header)}, nil
}

// rejection is the node's answer that it does not take a transaction.
type rejection struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (r *rejection) Error() string { return r.Message }

// send asks the node to take a signed transaction and returns when it has answered. The error matches *rejection when
// the node said no; after any other error the fate of the transaction is unknown and the connection is closed.
func (c *conn) send(raw []byte) error {
	if c.tcp == nil {
		tcp, err := net.DialTimeout("tcp", c.host, answerLimit)
		if err != nil {
			return fmt.Errorf("dial: %w", err)
		}
		c.tcp, c.reader = tcp, bufio.NewReaderSize(tcp, 4096)
	}
	err := c.exchange(raw)
	if err != nil && !errors.As(err, new(*rejection)) {
		c.close()
	}
	return err
}

func (c *conn) exchange(raw []byte) error {
	const before, after = `{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["0x`, `"]}`
	length := len(before) + 2*len(raw) + len(after)
	b := append(c.request[:0], c.header...)
	b = strconv.AppendInt(b, int64(length), 10)
	b = append(b, "\r\n\r\n"+before...)
	b = append(b, hexutil.Encode(raw)[2:]...)
	b = append(b, after...)
	c.request = b
	if err := c.tcp.SetDeadline(time.Now().Add(answerLimit)); err != nil {
		return err
	}
	if _, err := c.tcp.Write(b); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	response, err := http.ReadResponse(c.reader, nil)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	defer response.Body.Close()
	c.answer.Reset()
	if _, err := io.Copy(&c.answer, io.LimitReader(response.Body, 1<<20)); err != nil {
		return fmt.Errorf("read: %w", err)
	}
	if response.Close {
		defer c.close()
	}
	if bytes.Contains(c.answer.Bytes(), []byte(`"result":"0x`)) {
		return nil
	}
	var answer struct{ Error *rejection }
	if err := json.Unmarshal(c.answer.Bytes(), &answer); err != nil || answer.Error == nil {
		return fmt.Errorf("HTTP %d with neither result nor error", response.StatusCode)
	}
	return answer.Error
}

func (c *conn) close() {
	if c.tcp != nil {
		c.tcp.Close()
		c.tcp = nil
	}
}
