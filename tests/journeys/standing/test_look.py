import os
from pathlib import Path
import pytest
from tests.journeys import town
OUT=Path("/tmp/shots"); OUT.mkdir(exist_ok=True)
S=[("grid","/today/","today"),("grid","/households/","households"),("community","/today/","ctoday"),("community","/report/","report"),
("community","/board/","board5"),("street","/board/","board4"),("county","/board/","board3"),("province","/board/","board1"),("nation","/board/","board0"),
("policy","/orders/","orders"),("policy","/orders/measure/E-8/","measure"),("policy","/orders/yu-minzheng-2023-01-14/","order"),
("policy","/orders/pack/grading-draft/","pack"),("","/login","login"),("case","/people/","people"),("grid","PERSON","person"),("grid","WHY","why"),("grid","SHEET","sheet"),("grid","/nothing/","404"),("grid","/board/","refused"),("county","/board/?measure=E-8","board3m"),("community","BUILD","building")]
@pytest.mark.parametrize("u,url,n",S)
@pytest.mark.parametrize("w",[390,1280])
@pytest.mark.parametrize("lang",["zh-hans","en"])
def test_shot(open_page,u,url,n,w,lang):
    pid=town.number_of("王桂兰")
    if url=="PERSON": url=f"/people/{pid}/"
    if url=="BUILD": url=f"/households/{town.lo_of(town.WANG.building)}/"
    go=None
    if url=="WHY": go=".why"; url="/today/"
    if url=="SHEET": go="a.act"; url="/today/"
    p=open_page(u,url,width=w,django_language=lang)
    if go:
        p.locator(go).first.click(); p.wait_for_timeout(300)
    p.screenshot(path=str(OUT/f"{n}-{w}-{lang[:2]}.png"),full_page=n!="sheet")
