// The line protocol of the corpus, for harnesses in Go.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"sort"
	"time"
)

type object = map[string]interface{}

type question struct {
	Hello  int
	ID     string
	Op     string
	Input  []byte // encoding/json decodes base64
	Inputs struct {
		Issuer, Certificate, Nonce []byte
		Serial                     string
		Time                       time.Time
		Policy                     object
		Extra                      []string `json:"extra_certificates"`
		Name                       string   `json:"requestor_name"`
		Acceptable                 []string `json:"acceptable_responses"`
		Hash                       string
		Serials                    []string
	}
}

func hex(b []byte) string         { return fmt.Sprintf("%x", b) }
func accept(fields object) object { return object{"verdict": "accept", "fields": fields} }
func skip(detail string) object   { return object{"verdict": "skip", "detail": detail} }
func reject(err error) object     { return object{"verdict": "reject", "detail": err.Error()} }
func untrusted(why string) object { return object{"verdict": "untrusted", "detail": why} }

// Decimal takes long for what is long.
func twosComplement(n *big.Int) string {
	bytes := n.BitLen()/8 + 1
	if n.Sign() < 0 {
		n = new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), uint(8*bytes)))
	}
	return hex(n.FillBytes(make([]byte, bytes)))
}

func timestamp(t time.Time) interface{} {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

// run answers each line of standard input. hello: the members of the first line but ops.
func run(hello object, operations map[string]func(question) object) {
	in, out := bufio.NewReader(os.Stdin), json.NewEncoder(os.Stdout)
	var ops []string
	for op := range operations {
		ops = append(ops, op)
	}
	sort.Strings(ops)
	hello["ops"] = ops
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var q question
		if json.Unmarshal(line, &q); q.Hello != 0 {
			out.Encode(hello)
			continue
		}
		begin := time.Now()
		answer := operations[q.Op](q)
		answer["id"], answer["ns"] = q.ID, time.Since(begin).Nanoseconds()
		out.Encode(answer)
	}
}
